import type pg from 'pg';

/**
 * Sends whatever is asked before `ask` returns in one write: a write for each statement costs more than the statement, here
 * and where it is read.
 */
export const inOneWrite = <Value>({ connection: { stream } }: pg.PoolClient, ask: () => Value): Value => {
  stream.cork();
  try {
    return ask();
  } finally {
    stream.uncork();
  }
};
