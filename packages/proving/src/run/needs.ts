import { hasBinaries } from '../postgres/binaries.ts';
import { canRunPostgres } from '../postgres/unprivileged.ts';
import { findRedisProgram } from '../lab/redis.ts';
import type { Need } from '../scenario.ts';

type Look = () => string | undefined;

const always: Look = () => undefined;
const notYet =
  (what: string): Look =>
  () =>
    `the lab cannot offer ${what} yet`;

const database: Look = () => {
  if (!hasBinaries()) return 'the embedded PostgreSQL is not installed for this platform';
  return canRunPostgres() ? undefined : 'Postgres refuses to run as root, and user namespaces are not allowed here';
};

const redis: Look = () =>
  findRedisProgram() === undefined ? 'needs redis-server or valkey-server, which is not installed here' : undefined;

/** Why this machine does not offer what a scenario needs; undefined when it does. */
const LOOKS: Readonly<Record<Need, Look>> = {
  http: always,
  lab: always,
  database,
  redis,
  clickhouse: notYet('ClickHouse'),
  browser: notYet('a browser'),
  'model-key': () => 'needs a real model key; off unless asked for',
};

export const missingNeed = (needs: readonly Need[]): string | undefined => {
  for (const need of needs) {
    const reason = LOOKS[need]();
    if (reason !== undefined) return reason;
  }
  return undefined;
};
