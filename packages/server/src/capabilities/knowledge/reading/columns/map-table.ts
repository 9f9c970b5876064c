import type { ColumnMapping, FileReading } from '@holdfast/protocol/knowledge/imports';
import { PAIR_FIELDS, type PairField } from '@holdfast/protocol/knowledge/pair';
import { isEmpty, textOf } from '../records.ts';
import type { RawRecord, Table } from '../records.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { columnsAsked, namesAsked } from './columns-asked.ts';
import { columnsByContent } from './columns-by-content.ts';
import { findHeader } from './find-header.ts';
import { shapeByNames } from './shape-by-names.ts';
import { columnsUsed, isShape } from './shape.ts';
import type { PartialShape, Shape } from './shape.ts';

type Columns = FileReading['columns'];

/** What is known of a table once its first rows were looked at. */
export interface MappedTable {
  readonly hasHeader: boolean | null;
  readonly columns: Columns;
  readonly mapping: ColumnMapping;
  readonly mappingBy: FileReading['mapping_by'];
  readonly shape: Shape;
  /** How many cells a row must have; undefined where the format lets rows differ. */
  readonly width: number | undefined;
  /** Empty cells at the end of a row are not there at all. */
  readonly mayBeShort: boolean;
  readonly notes: readonly string[];
  readonly records: AsyncIterable<readonly RawRecord[]>;
}

const LOOKED_AT = 100;

/** Undefined for a table without rows. */
export const mapTable = async (table: Table, asked: ColumnMapping | undefined): Promise<MappedTable | undefined> => {
  const records = table.records[Symbol.asyncIterator]();
  const first: RawRecord[] = [];
  let ended = false;
  while (first.length < LOOKED_AT && !ended) {
    const next = await records.next();
    if (next.done === true) ended = true;
    else first.push(...next.value.filter(isFilled));
  }
  if (first.length === 0) return undefined;
  const rows = first.filter(({ problem }) => problem === undefined).map(({ cells }) => cells.map(textOf));
  if (rows.length === 0) throw nothingReadable(table.entry, first);
  const header = table.header === undefined ? findHeader(rows, namesAsked(asked ?? {})) : undefined;
  const body = header === undefined ? rows : rows.slice(header.before + 1);
  const names = table.header ?? header?.names;
  const width = names?.length ?? commonLength(rows);
  const columns = columnsOf(names, body, width);
  const { shape, by } = shapeOf({ table, columns, body, asked });
  const passed = header === undefined ? 0 : first.indexOf(recordOf(first, header.before)) + 1;
  return {
    hasHeader:
      table.format === 'csv' || table.format === 'tsv' || table.format === 'xlsx' ? header !== undefined : null,
    columns,
    mapping: mappingOf(shape, columns),
    mappingBy: by,
    shape,
    width: table.header === undefined ? width : undefined,
    mayBeShort: table.format === 'xlsx',
    notes: header === undefined || header.before === 0 ? [] : [titleNote(first, header.before)],
    records: joined(first.slice(passed), records),
  };
};

async function* joined(
  first: readonly RawRecord[],
  rest: AsyncIterator<readonly RawRecord[]>,
): AsyncGenerator<readonly RawRecord[]> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value.filter(isFilled);
  } finally {
    await rest.return?.();
  }
}

/** A row in which nothing stands is a blank line, whatever parts its cells. */
const isFilled = ({ cells, problem }: RawRecord): boolean =>
  problem !== undefined || cells.some((cell) => !isEmpty(cell));

/** The record behind a row: those with problems were not counted as rows. */
const recordOf = (records: readonly RawRecord[], row: number): RawRecord =>
  // it was made of one of them
  records.filter(({ problem }) => problem === undefined)[row] as RawRecord;

const titleNote = (first: readonly RawRecord[], before: number): string =>
  `Line ${first[0]?.line}${before > 1 ? ` and ${before - 1} more` : ''} above the names of the columns: a title, left out.`;

const commonLength = (rows: readonly (readonly string[])[]): number => {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
};

const SAMPLES = 3;
const SAMPLE_CHARACTERS = 200;

const columnsOf = (
  names: readonly string[] | undefined,
  body: readonly (readonly string[])[],
  width: number,
): Columns =>
  Array.from({ length: width }, (_none, column) => ({
    number: column + 1,
    name: names?.[column] ?? '',
    samples: body
      .map((row) => row[column]?.trim() ?? '')
      .filter((text) => text !== '')
      .slice(0, SAMPLES)
      .map((text) => text.slice(0, SAMPLE_CHARACTERS).toWellFormed()),
  }));

interface ToShape {
  readonly table: Table;
  readonly columns: Columns;
  readonly body: readonly (readonly string[])[];
  readonly asked: ColumnMapping | undefined;
}

const shapeOf = ({ table, columns, body, asked = {} }: ToShape): { shape: Shape; by: FileReading['mapping_by'] } => {
  const said = (field: keyof PartialShape): readonly number[] =>
    columnsAsked(asked, field, { entry: table.entry, columns });
  const taken = new Set(PAIR_FIELDS.flatMap(said));
  const named = shapeByNames(
    columns.map(({ name }) => name),
    taken,
  );
  const several = (field: 'phrasings' | 'tags'): readonly number[] =>
    asked[field] === undefined ? named[field] : said(field);
  const one = (field: Exclude<PairField, 'phrasings' | 'tags'>): number | undefined =>
    asked[field] === undefined ? named[field] : said(field)[0];
  const shape: PartialShape = {
    question: one('question'),
    answer: one('answer'),
    phrasings: several('phrasings'),
    tags: several('tags'),
    source: one('source'),
    language: one('language'),
    valid_from: one('valid_from'),
    valid_until: one('valid_until'),
  };
  if (isShape(shape))
    return {
      shape,
      by:
        table.format === 'markdown'
          ? 'format'
          : asked.question === undefined && asked.answer === undefined
            ? 'names'
            : 'caller',
    };
  const full = byContent(shape, columns, body);
  if (isShape(full)) return { shape: full, by: 'content' };
  throw unclear(table.entry, columns);
};

const byContent = (shape: PartialShape, columns: Columns, body: readonly (readonly string[])[]): PartialShape => {
  const used = new Set(columnsUsed(shape));
  const free = columns.map(({ number }) => number - 1).filter((column) => !used.has(column));
  if (shape.question !== undefined) return { ...shape, answer: columnsByContent(body, free).answer };
  const only = free.length === 1 ? free[0] : undefined;
  if (shape.answer !== undefined) return { ...shape, question: only ?? columnsByContent(body, free).question };
  return { ...shape, ...columnsByContent(body, free) };
};

const nothingReadable = (entry: string | undefined, [first]: readonly RawRecord[]): UnreadableFile =>
  new UnreadableFile(
    'damaged',
    `Not one of the first rows can be read. In line ${first?.line}: ${first?.problem?.message}`,
    {
      entry,
      line: first?.line ?? 1,
    },
  );

const unclear = (entry: string | undefined, columns: Columns): UnreadableFile =>
  new UnreadableFile(
    'columns_unclear',
    `Neither the names nor the contents of the ${columns.length} columns say which is the question and which its answer. Send the file again with a mapping.`,
    { entry, field: 'mapping', columns },
  );

const LONGEST_REFERENCE = 500;

/** By name where a name says which column is meant, else by number. */
const mappingOf = (shape: Shape, columns: Columns): ColumnMapping => {
  const reference = (column: number): string | number => {
    const name = columns[column]?.name ?? '';
    const isClear =
      name !== '' && name.length <= LONGEST_REFERENCE && columns.filter((other) => other.name === name).length === 1;
    return isClear ? name : column + 1;
  };
  const mapping: ColumnMapping = {};
  for (const [field, at] of Object.entries(shape) as [keyof Shape, number | readonly number[] | undefined][]) {
    if (typeof at === 'number') mapping[field] = reference(at);
    else if (at !== undefined && at.length > 0) mapping[field] = at.map(reference);
  }
  return mapping;
};
