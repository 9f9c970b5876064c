import { isOdd } from '../records.ts';
import type { Cell } from '../records.ts';

/** What a cell holds where it may hold several. */
const partsOf = (cell: Cell, separator: RegExp): readonly string[] => {
  if (isOdd(cell)) return [];
  if (typeof cell !== 'string') return cell;
  return listOfJson(cell) ?? cell.split(separator);
};

/** As our own export writes lists, and others: `["a","b"]`. */
const listOfJson = (cell: string): readonly string[] | undefined => {
  const text = cell.trim();
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((part) => typeof part === 'string') ? list : undefined;
  } catch {
    // not a list after all: "[internal] billing"
    return undefined;
  }
};

const withoutRepeats = (parts: readonly string[]): string[] => [
  ...new Set(parts.map((part) => part.trim()).filter((part) => part !== '')),
];

export const tagsOf = (cells: readonly Cell[]): string[] =>
  withoutRepeats(cells.flatMap((cell) => partsOf(cell, /[,;|\n]/)));

/** One a line: anything else may stand in a question. */
export const phrasingsOf = (cells: readonly Cell[], question: string): string[] =>
  withoutRepeats(cells.flatMap((cell) => partsOf(cell, /\n/))).filter((phrasing) => phrasing !== question.trim());
