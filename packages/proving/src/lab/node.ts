import { setTimeout as sleep } from 'node:timers/promises';
import { createHttp, type Http } from '../http.ts';
import { startChild, type Child, type Environment, type Exit } from './child.ts';
import type { Custody } from './custody.ts';
import { createLogBook, type LogBook } from './log-book.ts';
import { residentBytes } from './memory.ts';
import { embeddedCluster, POSTGRES_FAREWELL, postmasterOf } from './postmaster.ts';
import { isAlive, signalProcess } from './processes.ts';
import type { Entry } from './repository.ts';
import { awaitReady } from './ready.ts';
import { until } from './wait.ts';

/** One running Holdfast, from the outside. */
export interface Node {
  readonly url: string;
  readonly http: Http;
  readonly pid: number;
  readonly dataFolder: string;
  readonly logs: LogBook;
  /** From the start of the process until it was ready, the last time. */
  readonly readyMs: number;
  isRunning(): boolean;
  /** Starts it again on the same data. */
  start(): Promise<void>;
  /** SIGTERM, and how it ended. */
  stop(): Promise<Exit>;
  /** SIGKILL. With `tree` its Postgres dies in the same moment, as when the machine loses power. */
  kill(options?: { tree?: boolean }): Promise<void>;
  signal(name: NodeJS.Signals): void;
  exited(): Promise<Exit>;
  pause(): void;
  resume(): void;
  /** Moves the clock of the process and of its database. Only the probe lets itself be moved. */
  shiftClock(ms: number): Promise<void>;
  memoryBytes(): number;
}

export interface NodeOptions {
  readonly entry: Entry;
  readonly argv: readonly string[];
  readonly environment: Environment;
  readonly dataFolder: string;
  readonly custody: Custody;
  readonly signal: AbortSignal;
}

const STOP_CAP_MS = 30_000;
const DEATH_CAP_SECONDS = 10;
const CLOCK_CAP_MS = 5_000;

export const createNode = async (options: NodeOptions): Promise<Node> => {
  const { entry, argv, environment, dataFolder, custody, signal } = options;
  const logs = createLogBook();
  const cluster = embeddedCluster(dataFolder);
  let child: Child;
  let url = '';
  let readyMs = 0;

  const start = async () => {
    const startedAt = performance.now();
    child = await startChild(entry, argv, environment, logs);
    custody.process(child.pid);
    url = await awaitReady(child, dataFolder, logs, signal);
    readyMs = performance.now() - startedAt;
    const postmaster = postmasterOf(cluster);
    if (postmaster !== undefined) custody.process(postmaster, POSTGRES_FAREWELL);
  };

  const kill = async ({ tree = true } = {}) => {
    const postmaster = tree ? postmasterOf(cluster) : undefined;
    signalProcess(child.pid, 'SIGKILL');
    if (postmaster !== undefined) signalProcess(postmaster, 'SIGKILL');
    await child.exited;
    if (postmaster !== undefined) await until('Postgres to die', { seconds: DEATH_CAP_SECONDS }, () => !isAlive(postmaster));
  };

  const stop = async (): Promise<Exit> => {
    const askedAt = performance.now();
    signalProcess(child.pid, 'SIGTERM');
    const exit = await Promise.race([child.exited, sleep(STOP_CAP_MS, undefined, { ref: false })]);
    if (exit === undefined) {
      await kill();
      throw new Error(`the node had not stopped ${STOP_CAP_MS} ms after SIGTERM`);
    }
    return { ...exit, milliseconds: performance.now() - askedAt };
  };

  const shiftClock = (ms: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the clock did not answer')), CLOCK_CAP_MS);
      child.onMessage((message) => {
        if ((message as { type?: string }).type !== 'clock-shifted') return;
        clearTimeout(late);
        resolve();
      });
      child.send({ type: 'shift-clock', ms });
    });

  await start();
  return {
    get url() {
      return url;
    },
    get pid() {
      return child.pid;
    },
    get readyMs() {
      return readyMs;
    },
    http: (method, path, ask) => createHttp(url)(method, path, ask),
    dataFolder,
    logs,
    isRunning: () => !child.hasExited(),
    start,
    stop,
    kill,
    signal: (name) => signalProcess(child.pid, name),
    exited: () => child.exited,
    pause: () => signalProcess(child.pid, 'SIGSTOP'),
    resume: () => signalProcess(child.pid, 'SIGCONT'),
    shiftClock,
    memoryBytes: () => residentBytes(child.pid),
  };
};
