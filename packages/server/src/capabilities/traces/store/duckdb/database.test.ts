import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from './connection.ts';
import { openDuckdbFile, type DuckdbFile } from './database.ts';
import { sql, type Sql } from './sql.ts';

const folder = await mkdtemp(join(tmpdir(), 'holdfast-duckdb-'));
let file: DuckdbFile;
let connection: Connection;

beforeAll(async () => {
  file = await openDuckdbFile(join(folder, 'a.duckdb'), { memoryMb: 256, threads: 2 });
  connection = await file.connect();
});
afterAll(async () => {
  file.close();
  await rm(folder, { recursive: true, force: true });
});

const QUESTIONS: readonly (readonly [string, Sql, readonly (readonly bigint[])[]])[] = [
  ['for what was never missing', sql`select count(*) as a from shelf where note is null`, [[0n], [10n]]],
  ['for how many have a value', sql`select count(note) as a from shelf`, [[10n], [10n]]],
  ['for a value nobody had', sql`select count(*) as a from shelf where kind = 200`, [[0n], [10n]]],
  ['for more than the most', sql`select count(*) as a from shelf where place > 50`, [[0n], [10n]]],
  ['for the largest', sql`select max(place) as a from shelf`, [[9n], [1009n]]],
  ['for how many there are', sql`select count(*) as a from shelf`, [[10n], [20n]]],
  ['for kinds', sql`select count(*) as a from shelf group by kind order by kind`, [[10n], [10n, 10n]]],
  [
    'for those that are picked',
    sql`select count(*) as a from shelf where place in (select place from picked)`,
    [[3n], [5n]],
  ],
];

const answers = async (): Promise<bigint[][]> => {
  const all: bigint[][] = [];
  for (const [, statement] of QUESTIONS) all.push((await connection.all(statement)).map((row) => row['a'] as bigint));
  return all;
};

test('a question that was planned before is answered from what lies there now', async () => {
  await connection.run(sql`create table shelf (place bigint, note bigint, kind utinyint)`);
  await connection.run(sql`create temp table picked (place bigint)`);
  await connection.run(sql`insert into shelf select range, range, 1 from range(10)`);
  await connection.run(sql`insert into picked select range from range(3)`);
  expect(await answers()).toEqual(QUESTIONS.map(([, , [before]]) => before));
  await connection.run(sql`insert into shelf select 1000 + range, null, 200 from range(10)`);
  await connection.run(sql`delete from picked`);
  await connection.run(sql`insert into picked select 1000 + range from range(5)`);
  expect(await answers()).toEqual(QUESTIONS.map(([, , [, after]]) => after));
});
