import type { ColumnMapping, FileReading } from '@holdfast/protocol/knowledge/imports';
import { PAIR_FIELDS, type PairField } from '@holdfast/protocol/knowledge/pair';
import { columnsOf } from '../imports/reading-words.ts';

type Columns = FileReading['columns'];

/** What each column is, by its number. One that is not here is not used. */
export type AssignedColumns = ReadonlyMap<number, PairField>;

/** Several columns may be these; of all others there is one. */
const SEVERAL: ReadonlySet<PairField> = new Set(['phrasings', 'tags']);

export const assignedOf = (mapping: ColumnMapping, columns: Columns): AssignedColumns => {
  const assigned = new Map<number, PairField>();
  for (const field of PAIR_FIELDS) {
    for (const named of columnsOf(mapping, field)) {
      const column = columns.find(({ name, number }) =>
        typeof named === 'number' ? number === named : name === named,
      );
      if (column !== undefined) assigned.set(column.number, field);
    }
  }
  return assigned;
};

/** With a column that is something else now, or nothing. What only one column can be, the other is no more. */
export const assigning = (assigned: AssignedColumns, number: number, field: PairField | undefined): AssignedColumns => {
  const others = [...assigned].filter(([other, is]) => other !== number && (is !== field || SEVERAL.has(is)));
  return new Map(field === undefined ? others : [...others, [number, field]]);
};

/** By its name where that says which column is meant, else by its number. */
const nameOf = (columns: Columns, number: number): string | number => {
  const name = columns.find((column) => column.number === number)?.name ?? '';
  return name !== '' && columns.filter((column) => column.name === name).length === 1 ? name : number;
};

/** As the server takes it. Every field is named, those that no column is as well: else it would propose one. */
export const mappingOf = (assigned: AssignedColumns, columns: Columns): ColumnMapping =>
  Object.fromEntries(
    PAIR_FIELDS.map((field) => {
      const numbers = [...assigned].filter(([, is]) => is === field).map(([number]) => number);
      const names = numbers.toSorted((a, b) => a - b).map((number) => nameOf(columns, number));
      return [field, names.length === 1 && !SEVERAL.has(field) ? (names[0] ?? []) : names];
    }),
  );

/** What no import can do without. */
export const lacking = (assigned: AssignedColumns): readonly PairField[] =>
  (['question', 'answer'] as const).filter((field) => ![...assigned.values()].includes(field));

export const isAlike = (a: AssignedColumns, b: AssignedColumns): boolean =>
  a.size === b.size && [...a].every(([number, field]) => b.get(number) === field);
