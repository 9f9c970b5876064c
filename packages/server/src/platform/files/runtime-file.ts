import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writeAtomically } from './atomic-write.ts';

/** How the running process is reached; for commands and tests on the same machine. */
export interface Runtime {
  readonly pid: number;
  readonly url: string;
  readonly [more: string]: unknown;
}

export interface RuntimeFile {
  write(runtime: Runtime): Promise<void>;
  remove(): void;
}

/** Says how this process is reached for as long as it runs. After a kill the file stays: a reader looks whether the process lives. */
export function createRuntimeFile(path: string): RuntimeFile {
  let written = false;
  const remove = (): void => {
    process.off('exit', remove);
    if (written) rmSync(path, { force: true });
    written = false;
  };
  return {
    async write(runtime) {
      await writeAtomically(path, `${JSON.stringify(runtime, undefined, 2)}\n`);
      if (!written) process.on('exit', remove);
      written = true;
    },
    remove,
  };
}

export async function readRuntimeFile(path: string): Promise<Runtime | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isRuntime(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRuntime = (value: unknown): value is Runtime =>
  typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number' && 'url' in value;
