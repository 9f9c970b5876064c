import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { killAll, treeOf } from '../../lib/process-tree.ts';

export interface PeerProcess {
  readonly pid: number;
  kill(): Promise<void>;
}

interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Answers 2xx when it is ready. */
  readonly ready: string;
}

const PATIENCE_MS = 600_000;

/** Starts a program that writes into a file of its folder, and waits until it answers. */
export const startProcess = async ({ command, args, folder, env = {}, ready }: Start): Promise<PeerProcess> => {
  const output = openSync(join(folder, 'output'), 'a');
  const child = spawn(command, args, {
    cwd: folder,
    // they call home otherwise
    env: { PATH: process.env['PATH'], HOME: folder, DO_NOT_TRACK: 'true', ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const ended = once(child, 'exit');
  const pid = child.pid ?? 0;
  const kill = async (): Promise<void> => {
    killAll(treeOf(pid));
    await ended;
  };
  const until = performance.now() + PATIENCE_MS;
  while (!(await isReady(ready))) {
    if (child.exitCode !== null || performance.now() > until) {
      if (child.exitCode === null) await kill();
      throw new Error(`${command} did not start: see ${join(folder, 'output')}.`);
    }
    await after(200);
  }
  return { pid, kill };
};

const isReady = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
};

/** So many that nobody has. */
export const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) server.close();
  return ports;
};

/** What is asked of a peer, with whatever it answers; undefined where it knows of nothing. */
export const askPeer = async <Answer>(url: string, json?: unknown): Promise<Answer | undefined> => {
  const ask = (): Promise<Response> =>
    fetch(url, {
      ...(json === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(120_000),
    });
  // one that was kept open may have been ended by them just now
  const answer = await ask().catch(ask);
  const text = await answer.text();
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as Answer;
};
