import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../../platform/clock/clock.ts';
import { openingFailureOf } from '../store-failure.ts';
import { aSpan, received, traceNumber } from '../testing/a-span.ts';
import { spanStoreContract } from '../testing/span-store-contract.ts';
import { openDuckdbStore } from './duckdb-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'holdfast-spans-'));
const path = join(folder, 'spans.duckdb');
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = () => openDuckdbStore({ path, clock: systemClock, memoryMb: 256, threads: 2 });
const wipe = async (): Promise<void> => {
  for (const file of [path, `${path}.wal`]) await rm(file, { force: true });
};

describe('a store of spans in DuckDB', () => {
  spanStoreContract({ open, wipe });
});

describe('a file that does not add up', () => {
  beforeEach(wipe);

  const twoTraces = async (): Promise<void> => {
    const store = await open();
    await store.append([received([aSpan(), aSpan({ spanId: 2n }), aSpan({ traceId: traceNumber(2) })])], {
      segment: 1,
      at: 100,
    });
    await store.close();
  };
  const damage = async (statement: string): Promise<void> => {
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(statement);
    connection.closeSync();
    instance.closeSync();
  };

  test('is opened when it does', async () => {
    await twoTraces();
    const store = await open();
    expect(await store.size()).toMatchObject({ spans: 3, traces: 2 });
    await store.close();
  });

  test.each([
    ['with a span too few', 'delete from spans where span = 2'],
    ['with a summary too few', 'delete from traces where spans = 1'],
    [
      'with a summary that was replaced',
      'insert into traces select * replace (1 as spans) from traces where spans = 2',
    ],
  ])('is refused %s, so that it is built anew', async (_name, statement) => {
    await twoTraces();
    await damage(statement);
    const refused = await open().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(openingFailureOf(refused)).toBe('damaged');
  });
});

test('a trace is forgotten with the last of its spans, also where one came again with other content', async () => {
  await wipe();
  const store = await open();
  const [first, again] = [received([aSpan()]), received([aSpan({ digest: 2n })])];
  await store.append([first, again], { segment: 1, at: 100 });
  await store.forgetBefore(again.receivedAt);
  expect(await store.size()).toMatchObject({ spans: 0, traces: 0 });
  await store.close();
});
