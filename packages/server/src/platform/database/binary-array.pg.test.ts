import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { useDatabase } from '../../../test/ground/database.ts';
import { arrayText } from './array-text.ts';
import { type BinaryArray, byteaArray, integerArray, textArray, uuidArray } from './binary-array.ts';
import { newWorkspace, useRoom } from './testing.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

const read = <Value>(array: BinaryArray, type: string, readAs = type): Promise<Value[]> =>
  room
    .forWorkspace(newWorkspace())
    .read(
      async (tx) =>
        (await tx.one(sql<{ values: Value[] }>`select ${array}::${sql.raw(type)}::${sql.raw(readAs)} as values`))
          .values,
    );

const NASTY = [
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

test('the database reads texts as they are, whatever is in them', async () => {
  expect(await read(textArray(NASTY), 'text[]')).toEqual(NASTY);
  expect(await read(textArray([...NASTY, null]), 'text[]')).toEqual([...NASTY, null]);
  expect(await read(textArray([null]), 'text[]')).toEqual([null]);
  expect(await read(textArray([]), 'text[]')).toEqual([]);
});

test('half of a character becomes the sign for what cannot be shown', async () => {
  expect(await read(textArray(['a\ud83d', '\udc00b']), 'text[]')).toEqual(['a\ufffd', '\ufffdb']);
});

test('numbers, ids and bytes are read as they are', async () => {
  const ids = [newWorkspace(), null, newWorkspace()];
  expect(await read(integerArray([1, null, -3, 2_147_483_647]), 'integer[]')).toEqual([1, null, -3, 2_147_483_647]);
  expect(await read(uuidArray(ids), 'uuid[]')).toEqual(ids);
  expect(await read(integerArray([]), 'integer[]')).toEqual([]);
  expect(await read(byteaArray(['\\x00ff10', '\\x']), 'bytea[]', 'text[]')).toEqual(['\\x00ff10', '\\x']);
});

test('two arrays of a statement do not disturb each other, nor does one that is larger than the memory that is kept', async () => {
  const large = Array.from({ length: 3_000 }, (_, at) => `${at} `.repeat(100));
  const { first, second } = await room.forWorkspace(newWorkspace()).read((tx) =>
    tx.one(sql<{ first: string[]; second: number[] }>`
      select ${textArray(large)}::text[] as first, ${integerArray([7, 8])}::integer[] as second`),
  );
  expect(first).toEqual(large);
  expect(second).toEqual([7, 8]);
});

test('lists of texts stand among texts', async () => {
  const lists = [NASTY, [], ['']];
  const found = await room.forWorkspace(newWorkspace()).read((tx) =>
    tx.many(sql<{ list: string[] }>`
      select l.list::text[] as list from unnest(${textArray(lists.map(arrayText))}::text[]) with ordinality as l (list, at)
       order by l.at`),
  );
  expect(found.map(({ list }) => list)).toEqual(lists);
});
