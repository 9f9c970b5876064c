import type pg from 'pg';

/**
 * Whatever is asked of a connection before the process turns to something else goes in one write: a write for each statement
 * costs more than the statement, here and where it is read.
 */
export const inOneWrite = ({ connection: { stream } }: pg.PoolClient): void => {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
};
