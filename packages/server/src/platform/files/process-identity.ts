import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { codeOf } from './system-error.ts';

const run = promisify(execFile);

/** A process, told apart from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words: equal for the same process, nothing more. */
  readonly started: string | undefined;
  /** Of the machine's start; process numbers begin anew with each. */
  readonly boot_id: string | undefined;
}

export async function identityOf(pid: number): Promise<ProcessIdentity> {
  return { pid, started: await startOf(pid), boot_id: await bootId() };
}

/** Does a process of this number exist and still do something? */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists, and is someone else's
    if (codeOf(error) !== 'EPERM') return false;
  }
  // a zombie answers to signals until its parent has noticed, which in a container may be never
  return (await statOf(pid))?.state !== 'Z';
}

/** The command line with which a process was started, or undefined where it cannot be known. */
export async function commandLineOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
    return raw?.replaceAll('\0', ' ').trim();
  }
  return process.platform === 'win32' ? askWindows(pid) : askPs(pid, 'command=');
}

async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return (await statOf(pid))?.started;
  return process.platform === 'darwin' ? askPs(pid, 'lstart=') : undefined;
}

async function bootId(): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const text = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => undefined);
  return text?.trim();
}

async function statOf(pid: number): Promise<{ state: string; started: string } | undefined> {
  if (process.platform !== 'linux') return undefined;
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseStat(text);
}

/** The second field is the program's name, which may itself hold spaces and parentheses: what counts follows the last one. */
export function parseStat(text: string): { state: string; started: string } | undefined {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined ? undefined : { state, started };
}

async function askWindows(pid: number): Promise<string | undefined> {
  const question = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
  const shell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
  const answer = await run(shell, ['-NoProfile', '-NonInteractive', '-Command', question]).catch(() => undefined);
  return said(answer?.stdout);
}

async function askPs(pid: number, what: string): Promise<string | undefined> {
  const answer = await run('/bin/ps', ['-ww', '-o', what, '-p', String(pid)]).catch(() => undefined);
  return said(answer?.stdout);
}

const said = (output = ''): string | undefined => (output.trim() === '' ? undefined : output.trim());
