import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { FromModel, ToModel } from './process/messages.ts';

/** One life of the process in which a model runs. */
export interface ModelChild {
  readonly pid: number | undefined;
  tell(message: ToModel): void;
  /** Resolves with how it ended. */
  readonly gone: Promise<string>;
  /** At once when it is idle; what it is doing is not waited for long. */
  end(): void;
}

export interface ModelChildParts {
  readonly onMessage: (message: FromModel) => void;
  /** What it writes by itself, which is nothing as long as it is well. */
  readonly onLine: (line: string) => void;
}

const ENTRY = new URL('./process/run.ts', import.meta.url);
/** For a vocabulary, and what is embedded; the model has memory of its own. */
const HEAP_MB = 512;
const ENDING_MS = 1_000;

export const startModelChild = ({ onMessage, onLine }: ModelChildParts): ModelChild => {
  const child = fork(ENTRY, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    // it is told everything that it must know, and no secret
    env: {},
  });
  const { promise: gone, resolve } = Promise.withResolvers<string>();
  child.once('error', (error) => resolve(error.message));
  child.once('exit', (code, signal) => resolve(signal === null ? `code ${code}` : `signal ${signal}`));
  // both sides are of one version: the one starts the other
  child.on('message', (message) => onMessage(message as FromModel));
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null) createInterface({ input: stream }).on('line', onLine);
  return {
    pid: child.pid,
    gone,
    // one that has just ended is told nothing; that it ended is heard
    tell: (message) => void (child.connected && child.send(message, () => {})),
    end() {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), ENDING_MS);
      void gone.then(() => clearTimeout(timer));
    },
  };
};
