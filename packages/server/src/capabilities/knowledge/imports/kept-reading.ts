import type { ColumnMapping, FileReading } from '@holdfast/protocol/knowledge/imports';

/** An import tells how its file was read whenever it is shown: in lists, and in each event of a stream. */
const MOST_BYTES = 24 * 1024;
const MOST_COLUMNS = 100;
const NAME_CHARACTERS = 40;

/** How a file was read, as it is kept with its import. A file may have a thousand columns, with names of any length. */
export const keptReading = (found: FileReading): FileReading => {
  if (bytesOf(found) <= MOST_BYTES) return found;
  const named = { ...found, columns: found.columns.map((column) => ({ ...column, samples: [] })) };
  return bytesOf(named) <= MOST_BYTES ? named : shortened(named);
};

const bytesOf = (reading: FileReading): number => Buffer.byteLength(JSON.stringify(reading));

/** Columns are meant by their numbers then: a name that was cut is none. */
const shortened = (found: FileReading): FileReading => {
  const { columns, mapping, notes } = found;
  const left = columns.length - MOST_COLUMNS;
  return {
    ...found,
    columns: columns.slice(0, MOST_COLUMNS).map((column) => ({ ...column, name: cut(column.name) })),
    mapping: byNumbers(mapping, new Map(columns.map(({ name, number }) => [name, number]))),
    notes:
      left > 0
        ? [...notes, `The file has ${columns.length} columns, of which the first ${MOST_COLUMNS} are told of.`]
        : notes,
  };
};

const cut = (name: string): string => name.slice(0, NAME_CHARACTERS).toWellFormed();

const byNumbers = (mapping: ColumnMapping, numbers: ReadonlyMap<string, number>): ColumnMapping => {
  const numberOf = (column: string | number): number =>
    typeof column === 'number' ? column : (numbers.get(column) ?? 1);
  return Object.fromEntries(
    Object.entries(mapping).map(([field, column]) => [
      field,
      Array.isArray(column) ? column.map(numberOf) : numberOf(column),
    ]),
  );
};
