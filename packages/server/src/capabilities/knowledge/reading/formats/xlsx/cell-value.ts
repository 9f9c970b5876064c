import type { Cell } from '../../records.ts';
import { excelText } from './excel-text.ts';
import type { NumberKind } from './number-formats.ts';
import type { StringTable } from './string-table.ts';

export interface CellContext {
  readonly strings: StringTable;
  readonly kinds: readonly NumberKind[];
  /** Days are counted from 1904, as the first Macintosh did. */
  readonly since1904: boolean;
}

export interface RawCell {
  readonly type: string;
  readonly style: number;
  /** Of a formula it is the value that was computed last. */
  readonly value: string;
}

/** What is shown in the cell, as near as a text comes to it. */
export const cellValue = ({ type, style, value }: RawCell, { strings, kinds, since1904 }: CellContext): Cell => {
  if (value === '') return '';
  switch (type) {
    case 's':
      return checked(strings.at(Number(value)) ?? '');
    case 'inlineStr':
    case 'str':
      return checked(excelText(value));
    case 'b':
      return value.trim() === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return {
        text: value,
        problem: { code: 'cell_error', message: `A formula failed in Excel: the cell shows ${value.slice(0, 20)}.` },
      };
    case 'd':
      return value;
    default:
      return numberText(value, kinds[style] ?? 'number', since1904);
  }
};

const checked = (text: string): Cell => {
  if (text.includes('\u0000'))
    return {
      text: text.replaceAll('\u0000', ''),
      problem: { code: 'nul_character', message: 'There is a NUL character in the text.' },
    };
  return text.toWellFormed();
};

const numberText = (value: string, kind: NumberKind, since1904: boolean): string => {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value.toWellFormed();
  if (kind === 'number') return shortest(number);
  const days = since1904 ? number + 1462 : number;
  return days < 0 || days >= DAYS_TO_10000 ? shortest(number) : momentText(days, kind);
};

/** 15 digits, as Excel shows: 0.1 + 0.2 is 0.3. */
const shortest = (number: number): string => {
  const rounded = Number(number.toPrecision(15));
  return Math.abs(rounded) < 1e21
    ? rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : String(rounded);
};

const DAYS_TO_10000 = 2_958_466;
const DAY_MS = 86_400_000;
/** Day 0. Excel believes in a 29th of February 1900, day 60, so that days before it are one off. */
const BEGINNING = Date.UTC(1899, 11, 30);

const momentText = (days: number, kind: NumberKind): string => {
  const real = days < 60 && days >= 1 ? days + 1 : days;
  const moment = new Date(BEGINNING + Math.round((real * DAY_MS) / 1000) * 1000).toISOString();
  const time = moment.slice(11, 19);
  if (kind === 'time' && days < 1) return time;
  return time === '00:00:00' && kind !== 'moment'
    ? moment.slice(0, 10)
    : kind === 'day'
      ? moment.slice(0, 10)
      : `${moment.slice(0, 19)}Z`;
};
