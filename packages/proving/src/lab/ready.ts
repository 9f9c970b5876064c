import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttp } from '../http.ts';
import type { Child } from './child.ts';
import type { LogBook } from './log-book.ts';
import { until } from './wait.ts';

const BOOT_CAP_SECONDS = 60;
const ANSWER_CAP_MS = 2_000;
const SHOWN_LINES = 15;

/** The address from the data folder, when this very process wrote it. */
const addressInFolder = (dataFolder: string, pid: number): string | undefined => {
  try {
    const runtime = JSON.parse(readFileSync(join(dataFolder, 'runtime.json'), 'utf8')) as { pid: number; url: string };
    return runtime.pid === pid ? runtime.url : undefined;
  } catch {
    return undefined;
  }
};

/** Waits until /readyz says 200, and gives the address. A child that ends instead is reported with its last words. */
export const awaitReady = async (
  child: Child,
  dataFolder: string,
  logs: LogBook,
  signal: AbortSignal,
): Promise<string> => {
  let told: string | undefined;
  child.onMessage((message) => {
    const { type, url } = message as { type?: string; url?: string };
    if (type === 'ready' && url !== undefined) told = url;
  });
  return until('the node to be ready', { seconds: BOOT_CAP_SECONDS, signal }, async () => {
    if (child.hasExited()) {
      const { code, signal: by } = await child.exited;
      throw new Error(`the node ended while starting (${by ?? code}):\n${logs.tail(SHOWN_LINES)}`);
    }
    const url = told ?? addressInFolder(dataFolder, child.pid);
    if (url === undefined) return undefined;
    const answer = await createHttp(url)('GET', '/readyz', { patienceMs: ANSWER_CAP_MS });
    return answer.status === 200 ? url : undefined;
  });
};
