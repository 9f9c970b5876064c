import { spawn, type SpawnOptions } from 'node:child_process';
import { commandOf, type Launcher } from './launcher.ts';

/** Nothing of Holdfast's own environment reaches Postgres: it holds secrets, and a locale that would change its words. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : {}),
};

export const launch = (launcher: Launcher, program: string, args: readonly string[], options: SpawnOptions) => {
  const { file, args: all, uid, gid } = commandOf(launcher, program, args);
  return spawn(file, all, {
    ...options,
    env: ENVIRONMENT,
    windowsHide: true,
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  });
};

export interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a program to its end. One that cannot be started has failed as well, and says why in its output. */
export function runProgram(
  launcher: Launcher,
  program: string,
  args: readonly string[],
  { cwd, signal }: { readonly cwd?: string; readonly signal?: AbortSignal } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = launch(launcher, program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal }),
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => resolve({ succeeded: false, output: error.message }));
    child.on('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}
