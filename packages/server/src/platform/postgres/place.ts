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
  /** As many may be open to it at once. */
  readonly connections: number;
}

/** One process takes far fewer; some are for cancelling, for migrations and for people. */
const CONNECTIONS = 60;

interface Wanted {
  readonly root: string;
  readonly postgres: string;
  readonly connections?: number;
}

export function placeIn({ root, postgres, connections = CONNECTIONS }: Wanted): Place {
  const cluster = join(postgres, String(MAJOR));
  return {
    root,
    folder: postgres,
    cluster,
    passwords: `${cluster}-passwords.json`,
    log: `${cluster}.log`,
    pidFile: join(cluster, 'postmaster.pid'),
    optionsFile: join(cluster, 'postmaster.opts'),
    connections,
  };
}
