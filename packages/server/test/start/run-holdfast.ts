import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

// cached code is counted less exactly, so it is one or the other
const COVERAGE = process.env['NODE_V8_COVERAGE'];
const NODE_COMPILE_CACHE = fileURLToPath(new URL('../../../../.cache/node', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly url: string;
  /** Resolves when it has ended by itself or by a signal. */
  readonly ended: Promise<Ended>;
}

type Settings = Readonly<Record<string, string>>;

const launch = (args: readonly string[], settings: Settings): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      PATH: process.env['PATH'],
      ...(COVERAGE === undefined ? { NODE_COMPILE_CACHE } : { NODE_V8_COVERAGE: COVERAGE }),
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  });
  return { child, ended };
};

/** Runs a command to its end. */
export const runHoldfast = (args: readonly string[], settings: Settings): Promise<Ended> =>
  launch(args, settings).ended;

/** Starts the shipped process and waits until it takes requests. */
export const startHoldfast = async (settings: Settings, args: readonly string[] = []): Promise<Running> => {
  const { child, ended } = launch(['start', ...args], settings);
  const message = await Promise.race([once(child, 'message').then(([ready]) => ready as { url: string }), ended]);
  if (!('url' in message)) throw new Error(`It did not start: ${message.err}`);
  return { process: child, url: message.url, ended };
};
