import { join } from 'node:path';

/** The major version of the embedded PostgreSQL. Its files cannot be read by another. */
export const MAJOR = 18;

/** Where the embedded PostgreSQL keeps what. */
export interface Place {
  /** The data folder itself; Postgres must be able to pass through it. */
  readonly root: string;
  readonly folder: string;
  readonly cluster: string;
  readonly passwords: string;
  readonly log: string;
  readonly pidFile: string;
  readonly optionsFile: string;
}

export function placeIn({ root, postgres }: { readonly root: string; readonly postgres: string }): Place {
  const cluster = join(postgres, String(MAJOR));
  return {
    root,
    folder: postgres,
    cluster,
    passwords: `${cluster}-passwords.json`,
    log: `${cluster}.log`,
    pidFile: join(cluster, 'postmaster.pid'),
    optionsFile: join(cluster, 'postmaster.opts'),
  };
}
