import { expect, test } from 'vitest';
import type { PairDraft } from '../../pair-draft.ts';
import { WRITINGS } from './write-row.ts';

const PAIR: PairDraft = {
  question: 'Who said "hi",\nand when?',
  answer: 'a',
  phrasings: ['[1]', 'a "b"'],
  tags: [],
  source: '',
  language: null,
  valid_from: '2026-01-01T00:00:00.000000Z',
  valid_until: null,
};

test('CSV quotes every cell, and lists are one', () => {
  expect(WRITINGS.csv.head).toBe(
    '"question","answer","phrasings","tags","source","language","valid_from","valid_until"\r\n',
  );
  expect(WRITINGS.csv.row(PAIR)).toBe(
    '"Who said ""hi"",\nand when?","a","[""[1]"",""a \\""b\\""""]","","","","2026-01-01T00:00:00.000000Z",""\r\n',
  );
});

test('a line of JSON holds what a file can say', () => {
  expect(JSON.parse(WRITINGS.jsonl.row(PAIR))).toEqual(PAIR);
  expect(WRITINGS.jsonl.row(PAIR).indexOf('\n')).toBe(WRITINGS.jsonl.row(PAIR).length - 1);
});

test.each(['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20'])(
  'in a spreadsheet a cell that begins with %j is text, and else it is as it is',
  (sign) => {
    const text = `${sign}1+1`;
    const formula = { ...PAIR, question: text, answer: text, phrasings: [text], tags: [text], source: text };
    const cells = [...WRITINGS.spreadsheet.row(formula).matchAll(/"([^"]*)"/gu)].map(([, cell]) => cell);
    expect(cells.slice(0, 5)).toEqual(Array<string>(5).fill(`'${text}`));
    expect(WRITINGS.csv.row(formula)).toContain(`"${text}"`);
    expect(WRITINGS.spreadsheet.row({ ...PAIR, answer: `a${text}` })).toContain(`"a${text}"`);
  },
);
