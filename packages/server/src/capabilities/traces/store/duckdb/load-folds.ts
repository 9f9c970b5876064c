import type { SpanMark } from '../fold/span-mark.ts';
import { TraceFold } from '../fold/trace-fold.ts';
import type { Row } from './answered.ts';
import { greatest, least } from './bigints.ts';
import type { Connection } from './connection.ts';
import { MOST_REMEMBERED, type HeldFold } from './held-folds.ts';
import { MARK_COLUMNS, toMark, toTraceRow } from './rows.ts';
import { i64, sql } from './sql.ts';
import type { TraceKey } from './trace-key.ts';
import { fillWanted, type WantedRow } from './wanted.ts';

export interface Wanted extends TraceKey {
  /** The spans that arrived for it. */
  readonly arriving: readonly bigint[];
}

/** Those of the wanted traces that are stored, with as many of their spans as folding needs. */
export const loadFolds = async (connection: Connection, wanted: readonly Wanted[]): Promise<HeldFold[]> => {
  if (wanted.length === 0) return [];
  const byTrace = Map.groupBy(wanted, ({ trace }) => trace);
  await fillWanted(connection, wanted.map(tracesOf));
  const rows = await connection.all(
    sql`select * exclude (answer) from traces where (workspace, trace) in (select workspace, trace from wanted)`,
  );
  const found = rows.flatMap((row) => {
    const key = byTrace.get(row['trace'] as bigint)?.find(({ workspace }) => workspace === row['workspace']);
    return key === undefined ? [] : [{ key, row }];
  });
  const small = found.filter(({ row }) => (row['spans'] as number) <= MOST_REMEMBERED);
  const large = found.filter(({ row }) => (row['spans'] as number) > MOST_REMEMBERED);
  const marks = await marksOf(connection, small);
  return [
    ...small.map(({ key, row }) => held(key, row, marks.get(key.name) ?? [])),
    ...(await loadLarge(connection, large)),
  ];
};

/** One after the other: they share the table of what is wanted. */
const loadLarge = async (connection: Connection, found: readonly Found[]): Promise<HeldFold[]> => {
  const folds: HeldFold[] = [];
  for (const { key, row } of found) folds.push(held(key, row, await marksAmong(connection, { key, row })));
  return folds;
};

const tracesOf = ({ workspace, trace }: TraceKey): WantedRow => ({ workspace, trace, span: 0n });

type Marked = readonly [bigint, SpanMark];
interface Found {
  readonly key: Wanted;
  readonly row: Row;
}

const held = ({ workspace, trace, name }: TraceKey, row: Row, marks: readonly Marked[]): HeldFold => {
  const kept = toTraceRow(row);
  return {
    workspace,
    trace,
    name,
    fold: new TraceFold(kept.traceId, { row: kept, marks }),
    stored: row['commit'] as bigint,
    firstCommit: row['first_commit'] as bigint,
    firstReceivedAt: row['first_received_us'] as bigint,
    receivedAt: row['received_us'] as bigint,
    counted: 0,
  };
};

const marksOf = async (connection: Connection, found: readonly Found[]): Promise<Map<string, Marked[]>> => {
  const marks = new Map<string, Marked[]>();
  if (found.length === 0) return marks;
  await fillWanted(
    connection,
    found.map(({ key }) => tracesOf(key)),
  );
  const names = new Map(found.map(({ key }) => [`${key.workspace}/${key.trace}`, key.name]));
  const rows = await connection.all(sql`
    select ${MARK_COLUMNS} from spans
     where commit between ${i64(firstOf(found))} and ${i64(lastOf(found))}
       and (workspace, trace) in (select workspace, trace from wanted)`);
  for (const row of rows) {
    const name = names.get(`${row['workspace'] as bigint}/${row['trace'] as bigint}`);
    if (name === undefined) continue;
    const list = marks.get(name);
    if (list === undefined) marks.set(name, [markIn(row)]);
    else list.push(markIn(row));
  }
  return marks;
};

const marksAmong = async (connection: Connection, { key, row }: Found): Promise<Marked[]> => {
  const found = [{ key, row }];
  const { workspace, trace } = key;
  await fillWanted(
    connection,
    key.arriving.map((span) => ({ workspace, trace, span })),
  );
  const rows = await connection.all(sql`
    select ${MARK_COLUMNS} from spans
     where commit between ${i64(firstOf(found))} and ${i64(lastOf(found))}
       and (workspace, trace, span) in (select workspace, trace, span from wanted)`);
  return rows.map(markIn);
};

const markIn = (row: Row): Marked => [row['span'] as bigint, toMark(row)];

/** The commits between which all their spans lie. */
const firstOf = (found: readonly Found[]): bigint => least(found.map(({ row }) => row['first_commit'] as bigint));
const lastOf = (found: readonly Found[]): bigint => greatest(found.map(({ row }) => row['commit'] as bigint));
