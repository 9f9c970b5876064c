import { OperatorError } from '../operator-error.ts';
import type { User } from './users.ts';

/** How Postgres is started, which refuses to run as root. */
export type Launcher =
  | { readonly kind: 'direct' }
  /** Looks unprivileged to itself, while its files stay root's. */
  | { readonly kind: 'namespace' }
  | { readonly kind: 'user'; readonly user: User };

export interface Situation {
  readonly root: boolean;
  /** Unprivileged users that exist, the likeliest first. */
  readonly users: readonly User[];
  readonly dataRoot: string;
  /** Does PostgreSQL really run this way, here? */
  readonly works: (launcher: Launcher) => Promise<boolean>;
}

export async function chooseLauncher({ root, users, dataRoot, works }: Situation): Promise<Launcher> {
  if (!root) return { kind: 'direct' };
  const ways: readonly Launcher[] = [{ kind: 'namespace' }, ...users.map((user): Launcher => ({ kind: 'user', user }))];
  for (const way of ways) {
    if (await works(way)) return way;
  }
  throw new OperatorError(
    `PostgreSQL does not run as root: start Holdfast as another user, or set HOLDFAST_DATA to a folder that the user postgres or nobody can reach (${dataRoot} is not), or set HOLDFAST_DATABASE_URL.`,
    { exitCode: 78 },
  );
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** `unshare` becomes the program it starts, so that the process number is the program's own. */
const NAMESPACE = ['-U', '--map-user=65534', '--map-group=65534', '--'];

export function commandOf(launcher: Launcher, file: string, args: readonly string[]): Command {
  if (launcher.kind === 'namespace') return { file: 'unshare', args: [...NAMESPACE, file, ...args] };
  if (launcher.kind === 'user') return { file, args, uid: launcher.user.uid, gid: launcher.user.gid };
  return { file, args };
}
