import { readFile } from 'node:fs/promises';
import { pause } from '../clock/pause.ts';
import type { Programs } from './programs.ts';
import { program } from './binaries.ts';
import { lastWords } from './explain.ts';
import { readPidFile } from './pid-file.ts';
import type { Place } from './place.ts';
import { launch, runProgram } from './run-program.ts';
import { openServerLog, readServerLog, sizeOf } from './server-log.ts';
import { serverArguments } from './settings.ts';

export type StopSignal = 'SIGINT' | 'SIGQUIT' | 'SIGKILL';

/** PostgreSQL's first process: started by us, or left by a Holdfast that was killed. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
  /** Resolves with the reason once the process is gone. */
  readonly gone: Promise<string>;
  signal(name: StopSignal): Promise<void>;
  /** What it has logged in this life. */
  output(): Promise<string>;
}

const LOOK_EVERY_MS = 5;

/** Starts it in a session of its own: Ctrl-C reaches Holdfast first, and Postgres ends after the draining. */
export async function spawnPostmaster(
  place: Place,
  { binaries, launcher }: Programs,
  port: number,
): Promise<Postmaster> {
  const log = await openServerLog(place.log);
  const from = await sizeOf(place.log);
  const output = (): Promise<string> => readServerLog(place.log, from);
  try {
    const child = launch(launcher, program(binaries, 'postgres'), serverArguments(place, binaries.version, port), {
      cwd: place.folder,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.unref();
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) =>
        resolve(signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`),
      );
    });
    return {
      pid: child.pid ?? 0,
      port,
      adopted: false,
      gone: ended.then(async (how) => describeEnd(how, await output())),
      async signal(name) {
        if (process.platform === 'win32' && name !== 'SIGKILL') {
          await runProgram(launcher, program(binaries, 'pg_ctl'), ['kill', name.slice(3), String(child.pid)]);
        } else {
          if (name === 'SIGKILL') await killServersOf(child.pid);
          child.kill(name);
        }
      },
      output,
    };
  } finally {
    await log.close();
  }
}

/** Recovery after a crash may take minutes: it waits as long as the process lives. False when it died first. */
export async function untilReady(postmaster: Postmaster, place: Place, signal?: AbortSignal): Promise<boolean> {
  let alive = true;
  void postmaster.gone.then(() => (alive = false));
  while (alive) {
    signal?.throwIfAborted();
    const said = await readPidFile(place.pidFile);
    if (said?.pid === postmaster.pid && said.status === 'ready') return true;
    await pause(LOOK_EVERY_MS);
  }
  return false;
}

/** Postmasters that are killed cannot end their servers, which would go on for a moment and hold the files. */
export async function killServersOf(pid: number | undefined): Promise<void> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  for (const child of text.split(' ').filter((part) => part.trim() !== '')) {
    try {
      process.kill(Number(child), 'SIGKILL');
    } catch {
      // it has ended by itself
    }
  }
}

function describeEnd(how: string, output: string): string {
  const words = lastWords(output);
  return words === '' ? how : `${how}: ${words}`;
}
