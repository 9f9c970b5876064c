import { spawnSync } from 'node:child_process';
import { CannotRun } from '../outcome.ts';

export interface Command {
  readonly file: string;
  readonly argv: readonly string[];
}

const AS_NOBODY = ['-U', '--map-user=65534', '--map-group=65534'];

const isRoot = (): boolean => process.getuid?.() === 0;

let allowed: boolean | undefined;
const allowsUserNamespaces = (): boolean =>
  (allowed ??= spawnSync('unshare', [...AS_NOBODY, 'true'], { stdio: 'ignore' }).status === 0);

export const canRunPostgres = (): boolean => !isRoot() || allowsUserNamespaces();

/** Postgres refuses to run as root. In a user namespace it is nobody, and its files stay root's. */
export const unprivileged = (file: string, argv: readonly string[]): Command => {
  if (!isRoot()) return { file, argv };
  if (!allowsUserNamespaces())
    throw new CannotRun('Postgres refuses to run as root, and user namespaces are not allowed here');
  return { file: 'unshare', argv: [...AS_NOBODY, file, ...argv] };
};
