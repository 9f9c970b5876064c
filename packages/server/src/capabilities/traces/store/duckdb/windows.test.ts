import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trace } from '@holdfast/protocol/traces/trace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TracesAsked } from '../span-store.ts';
import { microsecondsOf, timestampOfUs } from '../timestamp.ts';
import type { Connection } from './connection.ts';
import { openDuckdbFile, type DuckdbFile } from './database.ts';
import { createExtents, type Extents } from './extents.ts';
import { listTraces } from './list-traces.ts';
import { prepareTables } from './schema.ts';
import { sql } from './sql.ts';

const WORKSPACE = 7n;
const TRACES = 130_000;
const TRUE_EXTENTS = createExtents({ elapsed: () => 0 });
/** What was known of a workspace long ago, or never so. */
const stale = (first: number, last: number): Extents => ({ of: async () => ({ first, last, traces: TRACES }) });
let folder: string;
let file: DuckdbFile;
let connection: Connection;

// too many to be read for a page: two of each hour with one start, a crowd at the end, and one that began in 1970
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'windows-'));
  file = await openDuckdbFile(join(folder, 'index'), { memoryMb: 256, threads: 1 });
  connection = await file.connect();
  await prepareTables(connection);
  await connection.run(sql`
    insert into traces by name
      select 1 as commit, 1 as first_commit, 7 as workspace, n as trace, 'n' || n as name, n % 3 = 0 as status, 1 as spans,
             case when n = 0 then 0 when n > 120000 then 1700000000000000 else 1600000000000000 + n // 2 * 1000000 end as start_us,
             1 as open_spans, 0 as errors, [] as services, [] as models, [] as tags, 'session ' || n // 50000 as session,
             0 as input_tokens, 0 as cache_read_tokens, 0 as cache_write_tokens, 0 as output_tokens, 0 as reasoning_tokens,
             0 as audio_tokens,
             '[1,1,0,"' || printf('%032x', n) || '","",0,' || start_us || ',null,0,[],[],[],null,null,null,[0,0,0,0,0,0],null,null,null]' as answer
        from range(130000) as numbers(n)`);
});

afterAll(async () => {
  file.close();
  await rm(folder, { recursive: true });
});

const numberOf = ({ trace_id: id }: Trace): number => Number.parseInt(id, 16);
const startOf = (n: number): number =>
  n === 0 ? 0 : n > 120_000 ? 1_700_000_000_000_000 : 1_600_000_000_000_000 + Math.floor(n / 2) * 1_000_000;

const list = (asked: Partial<TracesAsked>, extents = TRUE_EXTENTS): Promise<Trace[]> =>
  listTraces(connection, extents, WORKSPACE, { filters: {}, sort: '-start', limit: 51, ...asked });

const EXTENTS = {
  true: TRUE_EXTENTS,
  'of before most came': stale(1_600_000_000_000_000, 1_600_001_000_000_000),
  'of another time': stale(1_800_000_000_000_000, 1_900_000_000_000_000),
};

test.each(
  (['start', '-start'] as const).flatMap((sort) =>
    Object.entries(EXTENTS).map(([what, known]) => ({ sort, what, known })),
  ),
)(
  'a long list by $sort is the same page after page, wherever one begins, with an extent that is $what',
  async ({ sort, known }) => {
    const all = Array.from({ length: TRACES }, (_, n) => n);
    // of equal starts the id decides, and both grow with the number
    const sorted = sort === 'start' ? all : all.toReversed();
    for (const begin of [0, 40, 9_990, 10_000, 60_001, 129_900, 129_999]) {
      const last = begin === 0 ? undefined : (sorted[begin - 1] ?? 0);
      const after =
        last === undefined
          ? undefined
          : { value: startOf(last), traceId: last.toString(16).padStart(32, '0') as never };
      const page = await list({ sort, after }, known);
      expect(page.map(numberOf), `from ${begin}`).toEqual(sorted.slice(begin, begin + 51));
      for (const trace of page) expect(microsecondsOf(trace.start)).toBe(startOf(numberOf(trace)));
    }
  },
);

test('a long list is narrowed by what is frequent, by what is rare, and by time', async () => {
  const falling = (fits: (n: number) => boolean): number[] =>
    Array.from({ length: TRACES }, (_, n) => TRACES - 1 - n)
      .filter(fits)
      .slice(0, 51);
  expect((await list({ filters: { status: 'error' } })).map(numberOf)).toEqual(falling((n) => n % 3 === 0));
  expect((await list({ filters: { session: 'session 0' } })).map(numberOf)).toEqual(falling((n) => n < 50_000));
  expect((await list({ filters: { q: 'N12345' } })).map(numberOf)).toEqual(falling((n) => `${n}`.startsWith('12345')));
  const to = timestampOfUs(startOf(60_000));
  expect((await list({ filters: { to } })).map(numberOf)).toEqual(falling((n) => n < 60_000));
  expect((await list({ filters: { from: to, to } })).map(numberOf)).toEqual([]);
});
