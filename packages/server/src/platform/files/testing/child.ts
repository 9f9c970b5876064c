import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface Child {
  readonly process: ChildProcess;
  /** The next line that it prints; undefined at its end. */
  line(): Promise<string | undefined>;
  kill(): Promise<void>;
}

/** Runs one of the scripts of a `testing` folder as a process of its own, which ends with the test at the latest. */
export function startChild(
  script: URL,
  args: readonly string[],
  { prefix = [], ...options }: SpawnOptions & { prefix?: readonly string[] } = {},
): Child {
  const [file = process.execPath, ...rest] = [...prefix, process.execPath, script.pathname, ...args];
  const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.stdout === null) throw new Error('the child has no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return {
    process: child,
    async line() {
      const next = await lines.next();
      return next.done === true ? undefined : next.value;
    },
    kill,
  };
}
