import type { ErrorCode } from '@holdfast/protocol/errors/book';
import pg from 'pg';
import { Failure } from '../failure.ts';

/** SQLSTATE to our error book. What is not here is a mistake of ours and stays an internal error. */
const BY_STATE: Readonly<Record<string, ErrorCode>> = {
  '57014': 'statement_timeout',
  '55P03': 'lock_timeout',
  '40001': 'contended',
  '40P01': 'contended',
  '53100': 'storage_full',
  '53200': 'database_unavailable',
  '53300': 'database_busy',
  '57P01': 'database_unavailable',
  '57P02': 'database_unavailable',
  '57P03': 'database_unavailable',
  '57P05': 'database_unavailable',
  '25P03': 'statement_timeout',
  '25P04': 'statement_timeout',
  '23505': 'conflict',
  '23503': 'conflict',
  '21000': 'conflict',
  '22021': 'invalid',
  '22P05': 'invalid',
  '22003': 'invalid',
  '22008': 'invalid',
  '22P02': 'invalid',
};

const BROKEN_CONNECTION =
  /Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout expired/;
const BROKEN_SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOENT',
]);

export const stateOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined;

/** After these the database closes the connection itself. Its severity says so too, in the language of the server. */
const ENDS_CONNECTION = /^(08|57P|25P03$|25P04$)/;
const ENDING = new Set(['FATAL', 'PANIC']);

/** The connection is gone, so it is unknown what the database did last. */
export const isBrokenConnection = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof Failure) return isBrokenConnection(error.cause);
  if (error instanceof pg.DatabaseError)
    return ENDS_CONNECTION.test(error.code ?? '') || ENDING.has(error.severity ?? '');
  return BROKEN_CONNECTION.test(error.message) || ('code' in error && BROKEN_SOCKET.has(String(error.code)));
};

/** True when a statement broke the constraint or unique index of this name, also for whoever hears of it after the transaction. */
export const violates = (error: unknown, constraint: string): boolean => {
  if (error instanceof Failure) return violates(error.cause, constraint);
  return error instanceof pg.DatabaseError && error.code?.startsWith('23') === true && error.constraint === constraint;
};

/** A failure that may be shown: the code only, never the database's own words, which quote values of rows. */
export const toFailure = (error: unknown): unknown => {
  if (error instanceof Failure) return error;
  // a connection may end for a reason that says more than that it has ended
  const code = BY_STATE[stateOf(error) ?? ''] ?? (isBrokenConnection(error) ? 'database_unavailable' : undefined);
  return code === undefined ? error : new Failure(code, { cause: error });
};

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
/** A prepared statement met a table that a migration has changed since. */
const STALE_PLAN = '0A000';

/** Why the same transaction may well succeed when it is run again; undefined when it would not. */
export const retryReason = (error: unknown): string | undefined => {
  switch (stateOf(error)) {
    case DEADLOCK:
      return 'deadlock';
    case SERIALIZATION_FAILURE:
      return 'serialization';
    case STALE_PLAN:
      return error instanceof Error && error.message.includes('cached plan') ? 'stale_plan' : undefined;
    default:
      return undefined;
  }
};
