import type { RandomAccess } from '../../archives/random-access.ts';
import { chunksOfEntry } from '../../archives/zip-entry.ts';
import type { ZipEntry } from '../../archives/zip-entry.ts';
import { textOf } from '../../encodings/decode.ts';
import { findEncoding } from '../../encodings/find-encoding.ts';
import type { ReadingLimits } from '../../reading.ts';
import type { Table } from '../../records.ts';
import type { CellContext } from './cell-value.ts';
import { readNumberKinds } from './number-formats.ts';
import { readSharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import { createStringTable } from './string-table.ts';
import { createXmlReader, damagedXml } from './xml-reader.ts';

export interface Workbook {
  readonly entry: string | undefined;
  readonly access: RandomAccess;
  readonly entries: readonly ZipEntry[];
}

const MAIN = 'xl/workbook.xml';

export const isWorkbook = (entries: readonly ZipEntry[]): boolean => entries.some(({ name }) => name === MAIN);

/** The sheets that are shown, one after the other, each as a table. */
export async function* workbookTables(workbook: Workbook, limits: ReadingLimits): AsyncGenerator<Table> {
  const book = await readBook(workbook);
  const context: CellContext = {
    since1904: book.since1904,
    strings: has(workbook, 'xl/sharedStrings.xml')
      ? await readSharedStrings(partOf(workbook, 'xl/sharedStrings.xml'))
      : createStringTable(),
    kinds: has(workbook, 'xl/styles.xml') ? await readNumberKinds(partOf(workbook, 'xl/styles.xml')) : [],
  };
  const sheets = book.sheets.some(({ isHidden }) => !isHidden)
    ? book.sheets.filter(({ isHidden }) => !isHidden)
    : book.sheets;
  for (const { path, name } of sheets) {
    const others = book.sheets.filter((sheet) => sheet.path !== path).map((sheet) => sheet.name);
    yield {
      entry: workbook.entry,
      format: 'xlsx',
      delimiter: null,
      header: undefined,
      notes: others.length === 0 ? [] : [othersNote(name, others)],
      records: sheetRows(partOf(workbook, path), context, {
        mostCharacters: limits.mostRecordCharacters,
        mostSheetCharacters: limits.mostUnpackedBytes,
      }),
    };
  }
}

const SHOWN = 5;

const othersNote = (name: string, others: readonly string[]): string =>
  `Only the sheet "${name}" was read, the first with rows. There are others: ${others.slice(0, SHOWN).join(', ')}${others.length > SHOWN ? ' and more' : ''}.`;

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
}

interface Book {
  readonly since1904: boolean;
  readonly sheets: readonly Sheet[];
}

const readBook = async (workbook: Workbook): Promise<Book> => {
  const paths = await readPaths(workbook);
  const sheets: Sheet[] = [];
  let since1904 = false;
  const reader = createXmlReader({
    open(name, attributes) {
      if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes().get('date1904') ?? '');
      if (name !== 'sheet') return;
      const all = attributes();
      const id = [...all].find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      const path = paths.get(id);
      if (path !== undefined && has(workbook, path))
        sheets.push({
          path,
          name: (all.get('name') ?? '').slice(0, 100),
          isHidden: (all.get('state') ?? 'visible') !== 'visible',
        });
    },
    close: () => undefined,
    text: () => undefined,
  });
  for await (const piece of partOf(workbook, MAIN)) reader.read(piece);
  reader.end();
  if (sheets.length === 0) damagedXml('it has no sheet');
  return { since1904, sheets };
};

/** Where the sheets lie, by what the workbook calls them. */
const readPaths = async (workbook: Workbook): Promise<ReadonlyMap<string, string>> => {
  const paths = new Map<string, string>();
  const part = 'xl/_rels/workbook.xml.rels';
  if (!has(workbook, part)) damagedXml('it does not say where its sheets are');
  const reader = createXmlReader({
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const all = attributes();
      const target = all.get('Target') ?? '';
      if (all.get('Type')?.endsWith('/worksheet') === true)
        paths.set(all.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
    },
    close: () => undefined,
    text: () => undefined,
  });
  for await (const piece of partOf(workbook, part)) reader.read(piece);
  reader.end();
  return paths;
};

const has = ({ entries }: Workbook, name: string): boolean => entries.some((entry) => entry.name === name);

async function* partOf({ access, entries, entry }: Workbook, name: string): AsyncGenerator<string> {
  const part = entries.find((each) => each.name === name);
  if (part === undefined) return;
  const source = { entry, name, chunks: () => chunksOfEntry(access, part) };
  yield* textOf(source, await findEncoding(source, undefined));
}
