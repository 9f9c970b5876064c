import { PAIR_FIELDS } from '@holdfast/protocol/knowledge/pair';
import type { ExportFormat } from '@holdfast/protocol/knowledge/pairs';
import type { PairDraft } from '../../pair-draft.ts';

/** How pairs are written as a file. */
export interface Writing {
  readonly ending: 'csv' | 'jsonl';
  readonly type: 'text/csv' | 'application/x-ndjson';
  readonly head: string;
  readonly row: (pair: PairDraft) => string;
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
export const record = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;
const HEAD = record(PAIR_FIELDS);

/** Lists in one cell: what an import reads back exactly. */
const listed = (list: readonly string[]): string => (list.length === 0 ? '' : JSON.stringify(list));

/** What a spreadsheet takes for a formula, whatever stands around the cell; an apostrophe before it makes it text. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;
export const harmless = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

const CSV = { ending: 'csv', type: 'text/csv' } as const;

export const WRITINGS: Readonly<Record<ExportFormat, Writing>> = {
  csv: {
    ...CSV,
    head: HEAD,
    row: (pair) =>
      record([
        pair.question,
        pair.answer,
        listed(pair.phrasings),
        listed(pair.tags),
        pair.source,
        pair.language ?? '',
        pair.valid_from ?? '',
        pair.valid_until ?? '',
      ]),
  },
  spreadsheet: {
    ...CSV,
    // without the mark spreadsheets take it for the encoding of their country
    head: `\ufeff${HEAD}`,
    row: (pair) =>
      record(
        [
          pair.question,
          pair.answer,
          pair.phrasings.join('\n'),
          pair.tags.join(', '),
          pair.source,
          pair.language ?? '',
          pair.valid_from ?? '',
          pair.valid_until ?? '',
        ].map(harmless),
      ),
  },
  jsonl: {
    ending: 'jsonl',
    type: 'application/x-ndjson',
    head: '',
    row: (pair) => `${JSON.stringify(Object.fromEntries(PAIR_FIELDS.map((field) => [field, pair[field]])))}\n`,
  },
};
