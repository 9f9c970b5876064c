import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import { expect, test } from 'vitest';
import { keptReading } from './kept-reading.ts';

const readingOf = (columns: number, name: string, sample: string): FileReading => ({
  format: 'csv',
  packed: 'none',
  entries: 1,
  encoding: 'utf-8',
  encoding_by: 'validity',
  delimiter: ',',
  has_header: true,
  columns: Array.from({ length: columns }, (_, at) => ({
    number: at + 1,
    name: `${at} ${name}`,
    samples: [sample, sample],
  })),
  mapping: { question: `0 ${name}`, answer: 2, tags: [`2 ${name}`, `3 ${name}`] },
  mapping_by: 'names',
  notes: [],
});

test('how a usual file was read is kept as it is', () => {
  const usual = readingOf(12, 'a usual name', 'a sample');
  expect(keptReading(usual)).toEqual(usual);
});

test('of many columns the samples are left out', () => {
  const kept = keptReading(readingOf(150, 'a name', 'x'.repeat(200)));
  expect(kept.columns).toHaveLength(150);
  expect(kept.columns[149]).toEqual({ number: 150, name: '149 a name', samples: [] });
  expect(kept.mapping).toMatchObject({ question: '0 a name' });
});

test.each(['x'.repeat(900_000), '\u0001'.repeat(5_000), '\u{1f600}'.repeat(500)])(
  'what has no end is cut, and columns are meant by their numbers',
  (name) => {
    const kept = keptReading(readingOf(name.length > 100_000 ? 5 : 1_000, name, 'sample'));
    expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(40 * 1024);
    expect(kept.mapping).toEqual({ question: 1, answer: 2, tags: [3, 4] });
    expect(kept.columns.every((column) => column.name.isWellFormed())).toBe(true);
  },
);
