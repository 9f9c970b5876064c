import { createHttp, type Http } from '../http.ts';
import { startChild, type Child, type Environment, type Exit } from './child.ts';
import type { Custody } from './custody.ts';
import { killChild, stopChild } from './end-child.ts';
import { createLogBook, type LogBook } from './log-book.ts';
import { residentBytes } from './memory.ts';
import { embeddedCluster, POSTGRES_FAREWELL, postmasterOf } from './postmaster.ts';
import { signalProcess } from './processes.ts';
import { awaitReady } from './ready.ts';
import type { Entry } from './repository.ts';
import { shiftClock } from './shift-clock.ts';

/** One running Holdfast, from the outside. */
export interface Node {
  /** Another after each start. */
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
  /** SIGKILL. With `tree`, unless told otherwise, its Postgres dies in the same moment, as when the machine loses power. */
  kill(options?: { readonly tree?: boolean }): Promise<void>;
  signal(name: NodeJS.Signals): void;
  exited(): Promise<Exit>;
  pause(): void;
  resume(): void;
  /** Sets how far the clocks of the process and of its database are off. Only the probe lets itself be moved. */
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

interface Running {
  readonly child: Child;
  readonly url: string;
  readonly readyMs: number;
}

const run = async (options: NodeOptions, logs: LogBook): Promise<Running> => {
  const { entry, argv, environment, dataFolder, custody, signal } = options;
  const startedAt = performance.now();
  const child = await startChild(entry, argv, environment, logs);
  custody.process(child.pid);
  const url = await awaitReady(child, dataFolder, logs, signal);
  const postmaster = postmasterOf(embeddedCluster(dataFolder));
  if (postmaster !== undefined) custody.process(postmaster, POSTGRES_FAREWELL);
  return { child, url, readyMs: performance.now() - startedAt };
};

export const createNode = async (options: NodeOptions): Promise<Node> => {
  const { dataFolder } = options;
  const logs = createLogBook();
  const cluster = embeddedCluster(dataFolder);
  let running = await run(options, logs);
  const signal = (name: NodeJS.Signals) => signalProcess(running.child.pid, name);

  return {
    get url() {
      return running.url;
    },
    get pid() {
      return running.child.pid;
    },
    get readyMs() {
      return running.readyMs;
    },
    http: (method, path, ask) => createHttp(running.url)(method, path, ask),
    dataFolder,
    logs,
    isRunning: () => !running.child.hasExited(),
    async start() {
      running = await run(options, logs);
    },
    stop: () => stopChild(running.child, cluster),
    kill: ({ tree = true } = {}) => killChild(running.child, cluster, tree),
    signal,
    exited: () => running.child.exited,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    shiftClock: (ms) => shiftClock(running.child, ms),
    memoryBytes: () => residentBytes(running.child.pid),
  };
};
