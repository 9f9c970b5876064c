import { describe, expect, it } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';
import { readMoment } from './moments.ts';

describe('a moment', () => {
  it.each([
    ['2026-03-31', '2026-03-31T00:00:00.000000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000000Z'],
    ['2026-03-31T18:00:00Z', '2026-03-31T18:00:00.000000Z'],
    ['2026-03-31T18:00:00.1234567+02:00', '2026-03-31T16:00:00.123456Z'],
    ['2026-03-31 23:30:00-01:00', '2026-04-01T00:30:00.000000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000000Z'],
  ])('%s is read', (text, moment) => {
    expect(readMoment(text, 'begins')).toBe(moment);
  });

  it('a day ends with its last microsecond', () => {
    expect(readMoment('9999-12-31', 'ends')).toBe('9999-12-31T23:59:59.999999Z');
  });

  it.each([
    ...['2025-02-29', '2026-13-01', '31.03.2026', '10000-01-01', '+010000-01-01', '2026-03-31T24:00:00Z', '0000-01-01'],
    ...[
      '2026-03-31T18:00:00',
      '2026-03-31T18:00Z',
      '2026-03-31T18:00:00+24:00',
      '9999-12-31T23:59:59-01:00',
      'tomorrow',
    ],
  ])('%s is none', (text) => {
    expect(readMoment(text, 'begins')).toBeUndefined();
  });
});

const field = (name: string, value: unknown) =>
  readBytes(JSON.stringify([{ question: 'A?', answer: 'B', [name]: value }]), { filename: 'x.json' });

describe('what a pair has besides', () => {
  it('tags by comma, semicolon, | or lines, each once', async () => {
    expect((await field('tags', ' a; b |c,a\nd,')).good[0]?.pair.tags).toEqual(['a', 'b', 'c', 'd']);
    expect((await field('tags', '["a, b"]')).good[0]?.pair.tags).toEqual(['a, b']);
    expect((await field('tags', '[internal]')).good[0]?.pair.tags).toEqual(['[internal]']);
  });

  it('phrasings, one a line, without the question itself', async () => {
    expect((await field('phrasings', 'C, or D?\n\nA?\nE | F?')).good[0]?.pair.phrasings).toEqual([
      'C, or D?',
      'E | F?',
    ]);
  });

  it('source, language and validity', async () => {
    const text =
      'question,answer,url,lang,valid from,valid until\nA?,B, https://x.test ,de-CH,2026-01-01,2026-12-31\nC?,D,,,,\n';
    const read = await readBytes(text);
    expect(read.good.map(({ pair }) => pair)).toEqual([
      {
        question: 'A?',
        answer: 'B',
        phrasings: [],
        tags: [],
        source: 'https://x.test',
        language: 'de-CH',
        valid_from: '2026-01-01T00:00:00.000000Z',
        valid_until: '2026-12-31T23:59:59.999999Z',
      },
      {
        question: 'C?',
        answer: 'D',
        phrasings: [],
        tags: [],
        source: '',
        language: null,
        valid_from: null,
        valid_until: null,
      },
    ]);
  });

  it.each([
    ['question', ' \n', 'empty_question'],
    ['answer', '\u00a0', 'empty_answer'],
    ['question', 'x'.repeat(2_001), 'question_too_long'],
    ['answer', 'x'.repeat(50_001), 'answer_too_long'],
    ['phrasings', ['x'.repeat(2_001)], 'phrasing_too_long'],
    ['phrasings', Array.from({ length: 51 }, (_none, at) => `${at}?`), 'too_many_phrasings'],
    ['tags', 'x'.repeat(101), 'tag_too_long'],
    ['tags', Array.from({ length: 21 }, (_none, at) => `t${at}`), 'too_many_tags'],
    ['source', 'x'.repeat(501), 'source_too_long'],
    ['language', 'klingon language', 'bad_language'],
    ['valid_from', '31.12.2026', 'bad_date'],
    ['valid_until', '10000-01-01', 'bad_date'],
  ])('%s may not be %j: %s', async (name, value, code) => {
    expect((await field(name, value)).bad).toMatchObject([{ row: 1, line: 1, problem: { code } }]);
  });

  it('a pair that ends before it begins is never valid', async () => {
    const read = await readBytes('question,answer,valid from,valid until\nA?,B,2026-02-01,2026-01-01\n');
    expect(read.bad).toMatchObject([
      { cells: ['A?', 'B', '2026-02-01', '2026-01-01'], problem: { code: 'validity_reversed' } },
    ]);
  });
});
