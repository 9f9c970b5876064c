import type pg from 'pg';
import { rowTypes } from './row-types.ts';

export interface ConnectionLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

/** A statement whose answer never comes (a dead network) is given up this much after the database would have stopped it. */
const SILENCE_MS = 5000;

/** How every connection of ours is opened. */
export const connectionConfig = (url: URL, limits: ConnectionLimits): pg.ClientConfig => ({
  connectionString: url.href,
  application_name: 'holdfast',
  types: rowTypes,
  pipeline: true,
  keepAlive: true,
  connectionTimeoutMillis: limits.connectTimeoutMs,
  statement_timeout: limits.statementTimeoutMs,
  lock_timeout: limits.lockTimeoutMs,
  idle_in_transaction_session_timeout: limits.statementTimeoutMs + SILENCE_MS,
  query_timeout: limits.statementTimeoutMs + SILENCE_MS,
  options: '-c timezone=UTC -c datestyle=ISO',
});
