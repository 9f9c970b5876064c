import type pg from 'pg';
import { rowTypes } from './row-types.ts';

export interface ConnectionLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

/** A statement whose answer never comes (a dead network) is given up this much after the database would have stopped it. */
const SILENCE_MS = 5000;

/**
 * What every session asks for when it connects, which wins over whatever the role or the database sets.
 * Everything of ours is named with its schema, so nothing but PostgreSQL itself may stand in for a function or an operator.
 */
export const SESSION_OPTIONS = '-c timezone=UTC -c datestyle=ISO -c search_path=pg_catalog';

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
  options: SESSION_OPTIONS,
});
