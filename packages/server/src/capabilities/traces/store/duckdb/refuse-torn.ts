import type { Connection } from './connection.ts';
import { sql } from './sql.ts';

/** What lies in the file does not fit together. It is built anew from what was received. */
export class Torn extends Error {}

/**
 * A file that was open when its process ended was mended by DuckDB when it was opened. What a trace says of itself and what
 * there is of it are written with one commit: where they differ, the mending has lost or kept what it should not have.
 */
export const refuseTorn = async (connection: Connection): Promise<void> => {
  const [row] = await connection.all(sql`
    select (select count(*) from spans) as spans, (select coalesce(sum(spans), 0)::ubigint from traces) as counted`);
  const [spans, counted] = [Number(row?.['spans']), Number(row?.['counted'])];
  if (spans !== counted) throw new Torn(`It has ${spans} spans, and its traces count ${counted}`);
};
