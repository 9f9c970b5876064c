import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPrices } from './read-prices.ts';
import { splitTable } from './split-table.ts';

const ALL = { provider: null, valid_from: null, cache_read: null, cache_write: null, reasoning: null };
const problemsOf = (text: string) => {
  const read = readPrices(text);
  return 'problems' in read ? read.problems.map(({ detail }) => detail) : [];
};

test.each([
  ['commas', 'model,input,output\nm-*,2.50,10\n'],
  ['tabs, as spreadsheets copy it', 'Model\tInput\tOutput\r\nm-*\t2.50\t10'],
  ['semicolons', '\uFEFFmodel;input;output\nm-*;2.50;10\n\n'],
  ['quotes', '"model","input","output"\n"m-*","2.50","10"'],
])('a table with %s', (_what, text) => {
  expect(readPrices(text)).toEqual({ prices: [{ ...ALL, model: 'm-*', input: '2.50', output: '10' }] });
});

test('columns come in any order, and a day begins at midnight', () => {
  const text =
    'output,input,model,Valid From,provider,cache read\n4,1,m,2026-01-31,openai,\n4,1,m,2026-02-01T12:00:00.5Z,,0.1\n';
  expect(readPrices(text)).toEqual({
    prices: [
      { ...ALL, model: 'm', input: '1', output: '4', provider: 'openai', valid_from: '2026-01-31T00:00:00.000000Z' },
      { ...ALL, model: 'm', input: '1', output: '4', cache_read: '0.1', valid_from: '2026-02-01T12:00:00.500000Z' },
    ],
  });
});

test.each([
  ['', 'line 1: a quote is opened and never closed, or there is nothing'],
  ['model,input,output\n"m,1,2', 'line 1: a quote is opened and never closed, or there is nothing'],
  ['model,input', 'line 1: the column output is missing'],
  ['model,input,output,colour', 'line 1: there is no column colour; there are model'],
  ['model,input,output,input', 'line 1: a column stands there twice'],
  ['model,input,output\n\nm,2,5,9', 'line 3: there are more cells than columns'],
  ['model,input,output\nm,"2,5",9', 'line 2: input must be US dollars for a million tokens, like 2.50'],
  ['model,input,output\nm,$2,9', 'line 2: input must be'],
  ['model,input,output\nm * n,2,9', 'line 2: model must be the name of a model'],
  ['model,input,output\nm,2', 'line 2: output must be'],
  ['model,input,output,valid_from\nm,2,3,2026-02-30', 'line 2: valid_from must be a day'],
  ['model,input,output,valid_from\nm,2,3,31.1.2026', 'line 2: valid_from must be a day'],
  ['model,input,output,valid_from\nm,2,3,2026-01-01\nm,4,5,2026-01-01T00:00:00Z', 'line 3: the same model'],
])('%j is refused with its line', (text, detail) => {
  expect(problemsOf(text)[0]).toContain(detail);
});

test('all that is the matter is told at once, up to twenty', () => {
  expect(problemsOf(`model,input,output\n${'m,x,y\n'.repeat(3)}`)).toHaveLength(8);
  expect(problemsOf(`model,input,output\n${'m,x,y\n'.repeat(300)}`)).toHaveLength(20);
});

test('what was written as a table is read as it was, and anything else stops nobody', () => {
  const cell = fc.string().map((text) => text.trim());
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      fc.pre(rows.every((cells) => cells.some((text) => text !== '')));
      fc.pre(!/[\t;\r\n]/.test(rows[0]?.join('') ?? '') && !rows[0]?.[0]?.startsWith('\uFEFF'));
      const text = rows.map((cells) => cells.map(quoted).join(',')).join(end);
      expect(splitTable(text)?.map(({ cells }) => cells)).toEqual(rows);
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', 'a') }),
      (text) => void readPrices(text),
    ),
  );
});
