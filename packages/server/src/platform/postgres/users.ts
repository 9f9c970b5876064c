import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A user of this machine that Postgres may run as. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const NAMES = ['postgres', 'nobody'];

/** Existing ones only: Holdfast never creates a user. */
export async function unprivilegedUsers(passwd = '/etc/passwd'): Promise<readonly User[]> {
  const lines = (await readFile(passwd, 'utf8').catch(() => '')).split('\n');
  const users = lines.flatMap((line) => parseUser(line) ?? []);
  return NAMES.flatMap((name) => users.find((user) => user.name === name) ?? []);
}

/** Reads the permission bits of every folder on the way, as the kernel will. */
export async function canReach(user: User, path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0;
  const needed = found.isDirectory() ? 0o1 : 0o5;
  if (((found.mode >> shift) & needed) !== needed) return false;
  return dirname(path) === path || canReach(user, dirname(path));
}

function parseUser(line: string): User | undefined {
  const [name, , uid, gid] = line.split(':');
  if (name === undefined || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) return undefined;
  return { name, uid: Number(uid), gid: Number(gid) };
}
