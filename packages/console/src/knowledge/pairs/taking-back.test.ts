import { Pair } from '@holdfast/protocol/knowledge/pair';
import { expect, it } from 'vitest';
import { takingBack } from './taking-back.ts';

const idOf = (end: number): string => `0198c0de-0000-7000-8000-${String(end).padStart(12, '0')}`;

const pair = (end: number, more: object = {}): Pair =>
  Pair.parse({
    id: idOf(end),
    question: 'q',
    answer: 'a',
    phrasings: [],
    tags: [],
    source: '',
    language: null,
    valid_from: null,
    valid_until: null,
    import_id: null,
    embedding_status: 'completed',
    version: 1,
    created_at: '2026-01-01T00:00:00.000000Z',
    updated_at: '2026-01-01T00:00:00.000000Z',
    ...more,
  });

it('takes away only the tags that a pair had not had', () => {
  const before = [pair(1), pair(2, { tags: ['a'] }), pair(3)];
  expect(takingBack(before, { kind: 'add_tags', tags: ['a', 'b'] })).toEqual([
    { pairs: [idOf(1), idOf(3)], act: { kind: 'remove_tags', tags: ['a', 'b'] } },
    { pairs: [idOf(2)], act: { kind: 'remove_tags', tags: ['b'] } },
  ]);
});

it('gives back only the tags that a pair had had', () => {
  expect(takingBack([pair(1, { tags: ['a', 'c'] })], { kind: 'remove_tags', tags: ['a', 'b'] })).toEqual([
    { pairs: [idOf(1)], act: { kind: 'add_tags', tags: ['a'] } },
  ]);
});

it('gives each pair its own source, language and validity back', () => {
  const before = [pair(1, { source: 'x' }), pair(2, { source: 'y' }), pair(3, { source: 'x' })];
  expect(takingBack(before, { kind: 'set_source', source: 'z' })).toEqual([
    { pairs: [idOf(1), idOf(3)], act: { kind: 'set_source', source: 'x' } },
    { pairs: [idOf(2)], act: { kind: 'set_source', source: 'y' } },
  ]);
  const until = '2026-05-01T00:00:00.000000Z';
  const [validity] = takingBack([pair(1, { valid_until: until })], {
    kind: 'set_validity',
    valid_from: null,
    valid_until: null,
  });
  expect(validity?.act).toEqual({ kind: 'set_validity', valid_from: null, valid_until: until });
});

it('restores what was removed, all at once', () => {
  expect(takingBack([pair(1, { tags: ['a'] }), pair(2)], { kind: 'remove' })).toEqual([
    { pairs: [idOf(1), idOf(2)], act: { kind: 'restore' } },
  ]);
});
