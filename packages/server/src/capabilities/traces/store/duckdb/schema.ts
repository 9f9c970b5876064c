import { tableOf } from './columns.ts';
import type { Connection } from './connection.ts';
import { sql, u32, word } from './sql.ts';
import { RESEND_COLUMNS, SPAN_COLUMNS, TRACE_COLUMNS } from './tables.ts';

/** Counts the changes of what stands in the file. A file of another format is built anew from what was received. */
export const FORMAT = 3;

export class OtherFormat extends Error {}

/** Where the store is in the log. */
export interface Progress {
  readonly commit: bigint;
  readonly segment: number;
  readonly place: number;
  readonly receivedAt: bigint;
}

/** Makes the tables where there are none, and says how far they are. */
export const prepareTables = async (connection: Connection): Promise<Progress> => {
  const tables = await connection.all(
    sql`select table_name from information_schema.tables where table_name = 'progress'`,
  );
  if (tables.length === 0) await createTables(connection);
  const [row] = await connection.all(sql`select * from progress`);
  if (row === undefined || row['format'] !== FORMAT) throw new OtherFormat('The store of spans has another format');
  return {
    commit: row['commit'] as bigint,
    segment: row['segment'] as number,
    place: row['place'] as number,
    receivedAt: row['received_us'] as bigint,
  };
};

const createTables = async (connection: Connection): Promise<void> => {
  await connection.run(sql`begin`);
  await connection.run(word(tableOf('spans', SPAN_COLUMNS)));
  await connection.run(word(tableOf('traces', TRACE_COLUMNS)));
  await connection.run(word(tableOf('resends', RESEND_COLUMNS)));
  await connection.run(
    sql`create table progress (format uinteger, commit bigint, segment uinteger, place uinteger, received_us bigint)`,
  );
  await connection.run(sql`insert into progress values (${u32(FORMAT)}, 0, 0, 0, 0)`);
  await connection.run(sql`commit`);
};
