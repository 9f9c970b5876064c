import { expect, test } from 'vitest';
import type { ReadRow } from '../reading.ts';
import { packRows, unpackRows } from './pack-rows.ts';

const LONG = 'x'.repeat(200);
const NOTHING = { tags: [], source: '', language: null, valid_from: null, valid_until: null };

const rowOf = (row: number): ReadRow => ({
  row,
  line: row,
  entry: null,
  pair: { question: `q${row}`, answer: 'a', phrasings: Array.from({ length: 50 }, () => LONG), ...NOTHING },
});

test('long phrasings make small batches, as long answers do', () => {
  const rows = Array.from({ length: 30 }, (_, at) => rowOf(at + 1));
  const batches = [...packRows(rows)];
  expect(batches.length).toBe(8);
  expect(batches.flatMap(unpackRows)).toEqual(rows);
});
