import type { RowProblem } from '../../reading.ts';
import type { Cell, OddCell } from '../../records.ts';

/** An object as JSON has it: any field, of any kind. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** One element of a list, or one line. */
export interface JsonRecord {
  readonly line: number;
  readonly raw: string;
  readonly fields?: JsonFields;
  readonly problem?: RowProblem;
}

export const readJsonRecord = (line: number, raw: string): JsonRecord => {
  try {
    const value: unknown = JSON.parse(raw);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { line, raw, problem: NOT_AN_OBJECT };
    return { line, raw, fields: value as JsonFields };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {
      line,
      raw,
      problem: { code: 'broken_json', message: 'This is not JSON: a quote, comma or brace is missing or too many.' },
    };
  }
};

const NOT_AN_OBJECT = {
  code: 'not_an_object',
  message: 'A pair must be an object with fields, such as question and answer.',
};
const NOT_TEXT = { code: 'not_text', message: 'A field must be text, or a list of texts.' };
const NUL = { code: 'nul_character', message: 'There is a NUL character in the text.' };
const HALF = {
  code: 'broken_character',
  message: 'There is half of a character in the text: a surrogate without its other half.',
};

const SHOWN = 1_000;

/** What a field holds, as a cell. */
export const cellOf = (key: string, { raw, fields }: JsonRecord): Cell => {
  // a name that every object inherits says nothing in a record that does not have it
  const value = fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (typeof value === 'string') return textCell(value);
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : asWritten(key, value, raw);
  if (!Array.isArray(value)) return { text: shown(value), problem: NOT_TEXT };
  const parts = value.map((part: unknown) => (typeof part === 'string' ? textCell(part) : undefined));
  const odd = parts.find((part) => typeof part === 'object');
  if (odd !== undefined) return odd;
  if (parts.every((part) => typeof part === 'string')) return parts;
  return { text: shown(value), problem: NOT_TEXT };
};

/** What is nested too deeply to be written is nothing that anybody would want to see. */
const shown = (value: unknown): string => orElse('…', () => JSON.stringify(value).slice(0, SHOWN).toWellFormed());

const orElse = (otherwise: string, write: () => string): string => {
  try {
    return write();
  } catch (error) {
    // both ways to write go down with the nesting, and the stack has an end
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
};

const textCell = (text: string): string | OddCell => {
  if (text.includes('\u0000')) return { text: text.replaceAll('\u0000', ''), problem: NUL };
  return text.isWellFormed() ? text : { text: text.toWellFormed(), problem: HALF };
};

/** 1.10 and 12345678901234567890 are not what JavaScript makes of them. */
const asWritten = (key: string, value: number, raw: string): string =>
  orElse(String(value), () => {
    // its parser is given the source of every number
    const numbers = JSON.parse(raw, (_key, part: unknown, context?: { readonly source?: string }) =>
      typeof part === 'number' ? context?.source : part,
    ) as JsonFields;
    return String(numbers[key]);
  });
