import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Entry } from './repository.ts';
import type { LogBook } from './log-book.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly milliseconds: number;
}

export interface Child {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  hasExited(): boolean;
  onMessage(listen: (message: unknown) => void): void;
  send(message: object): void;
}

export type Environment = Readonly<Record<string, string>>;

const LAST_LINES_MS = 500;
const INHERITED = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ', 'SystemRoot'];

/** Only what every program needs: a setting of whoever runs the proofs must not change what is proved. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));

export const startChild = async (
  entry: Entry,
  argv: readonly string[],
  environment: Environment,
  logs: LogBook,
): Promise<Child> => {
  const startedAt = performance.now();
  const child: ChildProcess = spawn(process.execPath, [entry.file, ...argv], {
    env: { ...inherited(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.stdout !== null) logs.follow(child.stdout);
  if (child.stderr !== null) logs.follow(child.stderr);
  await once(child, 'spawn');

  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      const ended = { code, signal, milliseconds: performance.now() - startedAt };
      exit = ended;
      // its last lines may still be on the way; a grandchild that holds the pipe must not keep us
      child.once('close', () => resolve(ended));
      setTimeout(() => resolve(ended), LAST_LINES_MS).unref();
    });
  });
  return {
    pid: child.pid as number,
    exited,
    hasExited: () => exit !== undefined,
    onMessage: (listen) => void child.on('message', listen),
    send(message) {
      if (child.connected) child.send(message, () => undefined);
    },
  };
};
