import { Amount, ModelPattern, MOST_PRICES, PriceProvider } from '@holdfast/protocol/prices/prices';
import type { ProblemField } from '@holdfast/protocol/problem';
import type { z } from 'zod';
import type { PriceValues } from '../store.ts';
import { splitTable, type TableRow } from './split-table.ts';

export type ReadPrices = { readonly prices: readonly PriceValues[] } | { readonly problems: readonly ProblemField[] };

const NEEDED = ['model', 'input', 'output'] as const;
const COLUMNS = [...NEEDED, 'provider', 'valid_from', 'cache_read', 'cache_write', 'reasoning'] as const;
type Column = (typeof COLUMNS)[number];

const MOST_PROBLEMS = 20;

const problem = (line: number, detail: string): ProblemField => ({
  pointer: '/body/text',
  code: 'line',
  detail: `line ${line}: ${detail}`,
});

/** Prices of a table, or everything that is the matter with it. */
export const readPrices = (text: string): ReadPrices => {
  const [heading, ...rows] = splitTable(text) ?? [];
  if (heading === undefined)
    return { problems: [problem(1, 'a quote is opened and never closed, or there is nothing')] };
  const columns = heading.cells.map((cell) => cell.toLowerCase().replaceAll(/[ -]/g, '_'));
  const wrong = wrongHeadings(columns);
  if (wrong !== undefined) return { problems: [problem(heading.line, wrong)] };
  if (rows.length > MOST_PRICES)
    return { problems: [problem(heading.line, `there are more than ${MOST_PRICES} rows`)] };

  const problems: ProblemField[] = [];
  const seen = new Map<string, number>();
  const prices = rows.map((row): PriceValues => {
    const { price, wrongs } = readRow(row, columns);
    const key = JSON.stringify([price.model, price.provider, price.valid_from]);
    const before = seen.get(key);
    if (before !== undefined) wrongs.push(`the same model, provider and valid_from stand in line ${before}`);
    seen.set(key, row.line);
    problems.push(...wrongs.map((each) => problem(row.line, each)));
    return price;
  });
  return problems.length > 0 ? { problems: problems.slice(0, MOST_PROBLEMS) } : { prices };
};

const wrongHeadings = (columns: readonly string[]): string | undefined => {
  const unknown = columns.find((column) => !COLUMNS.includes(column as Column));
  if (unknown !== undefined) return `there is no column ${unknown.slice(0, 40)}; there are ${COLUMNS.join(', ')}`;
  const missing = NEEDED.find((column) => !columns.includes(column));
  if (missing !== undefined) return `the column ${missing} is missing`;
  return new Set(columns).size < columns.length ? 'a column stands there twice' : undefined;
};

const readRow = ({ cells }: TableRow, columns: readonly string[]) => {
  const wrongs: string[] = cells.length > columns.length ? ['there are more cells than columns'] : [];
  const textOf = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  const held = (column: Column, schema: z.ZodType<string>): string => {
    const text = textOf(column);
    const { error } = schema.safeParse(text);
    if (error !== undefined) wrongs.push(`${column} ${error.issues[0]?.message ?? 'cannot be read'}`);
    return text;
  };
  const optional = (column: Column, schema: z.ZodType<string>): string | null =>
    textOf(column) === '' ? null : held(column, schema);
  const price: PriceValues = {
    model: held('model', ModelPattern),
    provider: optional('provider', PriceProvider),
    valid_from: momentOf(textOf('valid_from'), wrongs),
    input: held('input', Amount),
    output: held('output', Amount),
    cache_read: optional('cache_read', Amount),
    cache_write: optional('cache_write', Amount),
    reasoning: optional('reasoning', Amount),
  };
  return { price, wrongs };
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/;

/** In one form, so that two that are the same are found. */
const momentOf = (text: string, wrongs: string[]): string | null => {
  if (text === '') return null;
  const whole = DAY.test(text) ? `${text}T00:00:00Z` : text;
  const [, seconds, fraction = ''] = MOMENT.exec(whole) ?? [];
  const at = Date.parse(`${seconds}Z`);
  // a day that there is not is another one to JavaScript
  if (seconds !== undefined && !Number.isNaN(at) && new Date(at).toISOString().startsWith(seconds))
    return `${seconds}.${fraction.padEnd(6, '0')}Z`;
  wrongs.push('valid_from must be a day, like 2026-01-31, or a moment in UTC, like 2026-01-31T12:00:00Z');
  return null;
};
