import type { ColumnMapping, FileReading } from '@holdfast/protocol/knowledge/imports';
import type { PairField } from '@holdfast/protocol/knowledge/pair';
import { UnreadableFile } from '../unreadable-file.ts';

type Column = string | number;

const listOf = (column: Column | readonly Column[] | undefined): readonly Column[] =>
  column === undefined ? [] : typeof column === 'string' || typeof column === 'number' ? [column] : column;

/** The columns that the caller called by name. */
export const namesAsked = (mapping: ColumnMapping): string[] =>
  Object.values(mapping)
    .flatMap(listOf)
    .filter((column) => typeof column === 'string');

const SEVERAL: ReadonlySet<PairField> = new Set(['phrasings', 'tags']);

/** The indexes of the columns that the caller named for a field. */
export const columnsAsked = (
  mapping: ColumnMapping,
  field: PairField,
  { entry, columns }: { readonly entry: string | undefined; readonly columns: FileReading['columns'] },
): readonly number[] => {
  const asked = listOf(mapping[field]);
  const refuse = (message: string): never => {
    throw new UnreadableFile('column_unknown', message, { field: 'mapping', entry, columns });
  };
  if (asked.length > 1 && !SEVERAL.has(field)) return refuse(`Only one column can be the ${field}.`);
  return asked.map((column) => {
    if (typeof column === 'number')
      return column <= columns.length
        ? column - 1
        : refuse(`There is no column ${column}: the file has ${columns.length}.`);
    const found = columns.filter(({ name }) => name === column);
    if (found.length > 1)
      return refuse(`Several columns are called "${column}": name the one that is meant by its number.`);
    return found[0] === undefined ? refuse(`There is no column called "${column}".`) : found[0].number - 1;
  });
};
