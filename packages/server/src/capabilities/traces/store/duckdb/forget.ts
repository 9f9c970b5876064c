import type { Connection } from './connection.ts';
import { COUNTED } from './found-traces.ts';
import { i64, sql, text, u32, word } from './sql.ts';
import { STATUS_CODES } from './tables.ts';

/** Removes what was received before a time, and the summary of every trace of which nothing came since. */
export const forgetBefore = async (connection: Connection, receivedAt: bigint): Promise<void> => {
  const before = i64(receivedAt);
  await connection.run(sql`begin`);
  try {
    await connection.run(sql`delete from spans where received_us < ${before}`);
    await connection.run(sql`delete from resends where received_us < ${before}`);
    await connection.run(sql`delete from traces where received_us < ${before}`);
    await recount(connection, receivedAt);
    await connection.run(sql`commit`);
  } catch (error) {
    await connection.run(sql`rollback`).catch(() => {});
    throw error;
  }
};

const ERROR = u32(STATUS_CODES.get('error') ?? 0);
const LEFT_OVER = word(COUNTED.of('left_over.spans', 'left_over.open_spans', 'left_over.errors'));

/** Traces that lie across the time have lost their first spans. */
const recount = (connection: Connection, receivedAt: bigint): Promise<void> =>
  connection.run(sql`
    update traces set spans = left_over.spans, open_spans = left_over.open_spans, errors = left_over.errors,
           answer = regexp_replace(answer, ${text(COUNTED.pattern)}, ${LEFT_OVER}),
           first_received_us = ${i64(receivedAt)}
      from (select workspace, trace, count(*) as spans, count(*) filter (duration_ns is null) as open_spans,
                   count(*) filter (status = ${ERROR}) as errors
              from spans
             where (workspace, trace) in (select workspace, trace from traces where first_received_us < ${i64(receivedAt)})
             group by workspace, trace) as left_over
     where traces.workspace = left_over.workspace and traces.trace = left_over.trace
       and traces.first_received_us < ${i64(receivedAt)}`);
