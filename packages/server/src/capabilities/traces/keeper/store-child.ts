import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FromStore, ToStore } from '../store-process/messages.ts';

/** One life of the store's process. */
export interface StoreChild {
  readonly pid: number | undefined;
  tell(message: ToStore): void;
  /** Resolves with how it ended. */
  readonly gone: Promise<string>;
  kill(): void;
}

export interface StoreChildParts {
  readonly entry: URL;
  readonly onMessage: (message: FromStore) => void;
  /** What it writes by itself, which is nothing as long as it is well. */
  readonly onLine: (line: string) => void;
}

/** For what is decoded and answered; the index has memory of its own. */
const HEAP_MB = 512;
/** Below this nothing is collected but what is young: while spans come, a third of what a span costs went into marking the heap again and again. */
const UNCOLLECTED_MB = 128;
/** What is young lives as long as a commit: with room for more than one, half as much of it is moved about before it is gone. */
const YOUNG_MB = 24;

export const startStoreChild = ({ entry, onMessage, onLine }: StoreChildParts): StoreChild => {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [
      `--max-old-space-size=${HEAP_MB}`,
      `--initial-old-space-size=${UNCOLLECTED_MB}`,
      `--min-semi-space-size=${YOUNG_MB}`,
      `--max-semi-space-size=${YOUNG_MB}`,
    ],
    // it is told everything that it must know, and no secret; glibc would keep what each thread gave back apart
    env: { MALLOC_ARENA_MAX: '2' },
  });
  const { promise: gone, resolve } = Promise.withResolvers<string>();
  child.once('error', (error) => resolve(error.message));
  child.once('exit', (code, signal) => resolve(signal === null ? `code ${code}` : `signal ${signal}`));
  // both sides are of one version: the one starts the other
  child.on('message', (message) => onMessage(message as FromStore));
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) readLines(stream, onLine);
  return {
    pid: child.pid,
    gone,
    // one that has just ended is told nothing; that it ended is heard
    tell: (message) => void (child.connected && child.send(message, () => {})),
    kill: () => void child.kill('SIGKILL'),
  };
};

const readLines = (stream: Readable, onLine: (line: string) => void): void => {
  createInterface({ input: stream }).on('line', onLine);
};
