import { readFile } from 'node:fs/promises';

/** What a postmaster says about itself in `postmaster.pid`. */
export interface PidFile {
  readonly pid: number;
  readonly cluster: string;
  readonly port: number;
  readonly status: string;
}

export async function readPidFile(path: string): Promise<PidFile | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parsePidFile(text);
}

/** One value a line: pid, data folder, start time, port, socket folder, address, shared memory, status. The last ones come later than the first. */
export function parsePidFile(text: string): PidFile | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, cluster: lines[1] ?? '', port: Number(lines[3] ?? 0), status: lines[7] ?? '' };
}
