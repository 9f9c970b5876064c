import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { useDatabase } from '../../../test/ground/database.ts';
import { plainArray, textArray } from './array-text.ts';
import { newWorkspace, useRoom } from './testing.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

const read = <Value>(array: string, type: string): Promise<Value[]> =>
  room
    .forWorkspace(newWorkspace())
    .read(async (tx) => (await tx.one(sql<{ values: Value[] }>`select ${array}::${sql.raw(type)} as values`)).values);

test('the database reads texts as they are, whatever is in them', async () => {
  const texts = [
    '',
    ' ',
    'null',
    'NULL',
    '"',
    '\\',
    '\\"',
    '{a,b}',
    ',',
    "it's",
    'a\nb\tc',
    '\u{1F600}\u00e9',
    '{"\\x41"}',
  ];
  expect(await read(textArray(texts), 'text[]')).toEqual(texts);
  expect(await read(textArray([...texts, null]), 'text[]')).toEqual([...texts, null]);
  expect(await read(textArray([null]), 'text[]')).toEqual([null]);
  expect(await read(textArray([]), 'text[]')).toEqual([]);
});

test('numbers and ids need no quotes', async () => {
  const ids = [newWorkspace(), newWorkspace()];
  expect(await read(plainArray([1, null, -3]), 'integer[]')).toEqual([1, null, -3]);
  expect(await read(plainArray(ids), 'uuid[]')).toEqual(ids);
  expect(await read(plainArray([]), 'integer[]')).toEqual([]);
});
