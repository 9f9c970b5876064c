import { isBrokenConnection } from './failures.ts';
import type { Pool } from './pool.ts';
import { isInsideTransaction } from './run-transaction.ts';
import { nameOf } from './statement-names.ts';
import { compile, type Statement } from './statements.ts';

/**
 * Runs one statement that is its own transaction: nothing is begun, bound or committed around it. It sees no workspace's rows,
 * for the connection is bound to none.
 */
export const runAlone = async <Row>(pool: Pool, statement: Statement<Row>): Promise<Row[]> => {
  if (isInsideTransaction()) throw new Error('A transaction was opened inside another: pass the open one on instead');
  const { sql, parameters } = compile(statement);
  const name = nameOf(sql, parameters.length);
  const client = await pool.take();
  try {
    const asked = { text: sql, values: parameters as unknown[], ...(name === undefined ? {} : { name }) };
    // the statement says what its rows are
    const { rows } = await client.query(asked);
    client.release();
    return rows as Row[];
  } catch (error) {
    client.release(isBrokenConnection(error));
    throw error;
  }
};
