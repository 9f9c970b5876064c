import type { TraceHistogram } from '@holdfast/protocol/traces/overview';
import type { TracesAsked } from '../span-store.ts';
import { timestampOfUs } from '../timestamp.ts';
import type { Connection } from './connection.ts';
import { whereTraces } from './filters.ts';
import { i64, sql, u32 } from './sql.ts';
import { secondsOf, stretchesOf } from './stretches.ts';
import { TRACE_STATUS_CODES } from './tables.ts';

const FAILED = u32(TRACE_STATUS_CODES.get('error') ?? 0);

/** How many of the traces that are meant began when. */
export const readHistogram = async (
  connection: Connection,
  workspace: bigint,
  filters: TracesAsked['filters'],
  buckets: number,
): Promise<TraceHistogram> => {
  const where = whereTraces(workspace, filters);
  const [there] = await connection.all(
    sql`select min(start_us) as first, max(start_us) as last from traces where ${where}`,
  );
  if (there === undefined || there['first'] === null) return { from: null, to: null, step_seconds: 1, buckets: [] };
  const stretches = stretchesOf(filters, { first: Number(there['first']), last: Number(there['last']) }, buckets);
  const { from, to, step } = stretches;
  const rows = await connection.all(sql`
    select (start_us - ${i64(from)}) // ${i64(step)} as stretch, count(*) as traces,
           count(*) filter (status = ${FAILED}) as errors
      from traces where ${where} group by stretch order by stretch`);
  return {
    from: timestampOfUs(from),
    to: timestampOfUs(to),
    step_seconds: secondsOf(stretches),
    buckets: rows.map((row) => ({
      at: timestampOfUs(from + Number(row['stretch']) * step),
      traces: Number(row['traces']),
      errors: Number(row['errors']),
    })),
  };
};
