import type { RawRecord, Table } from '../../records.ts';
import { linesOf } from '../lines.ts';
import type { TextHead } from '../text-head.ts';
import { tooLong } from '../too-long.ts';
import { cellOf, readJsonRecord } from './json-cells.ts';
import type { JsonRecord } from './json-cells.ts';
import { createJsonElements } from './json-elements.ts';

interface JsonParts {
  readonly entry: string | undefined;
  readonly format: 'json' | 'jsonl';
  readonly text: TextHead;
  readonly mostCharacters: number;
  readonly notes: readonly string[];
}

const LOOKED_AT = 100;
const MOST_COLUMNS = 200;
/** Of a record that is rejected as a whole. */
const SHOWN = 10_000;

/** The fields of the first records are the columns of all. */
export const jsonTable = async ({ entry, format, text, mostCharacters, notes }: JsonParts): Promise<Table> => {
  const records = format === 'json' ? elementsOf(text, mostCharacters, entry) : linesOfJson(text, mostCharacters);
  const first: (JsonRecord | RawRecord)[] = [];
  let ended = false;
  while (first.length < LOOKED_AT && !ended) {
    const next = await records.next();
    if (next.done === true) ended = true;
    else first.push(...next.value);
  }
  const header = [...new Set(first.flatMap((record) => ('fields' in record ? Object.keys(record.fields ?? {}) : [])))];
  const columns = header.slice(0, MOST_COLUMNS);
  return { entry, format, delimiter: null, header: columns, notes, records: rawRecords(first, records, columns) };
};

type Some = readonly (JsonRecord | RawRecord)[];

async function* rawRecords(
  first: Some,
  rest: AsyncGenerator<Some>,
  columns: readonly string[],
): AsyncGenerator<RawRecord[]> {
  const rawOf = (record: JsonRecord | RawRecord): RawRecord => {
    if ('cells' in record) return record;
    const { line, raw, problem } = record;
    if (problem !== undefined) return { line, cells: [raw.slice(0, SHOWN).toWellFormed()], problem };
    return { line, cells: columns.map((key) => cellOf(key, record)) };
  };
  yield first.map(rawOf);
  for await (const records of rest) yield records.map(rawOf);
}

async function* elementsOf(text: TextHead, most: number, entry: string | undefined): AsyncGenerator<JsonRecord[]> {
  const elements = createJsonElements(most, entry);
  for await (const piece of text.from(0)) yield elements.read(piece, false);
  yield elements.read('', true);
}

async function* linesOfJson(text: TextHead, most: number): AsyncGenerator<(JsonRecord | RawRecord)[]> {
  for await (const lines of linesOf(text.from(0), most))
    yield lines
      .filter((line) => line.text.trim() !== '')
      .map(({ number, text, isCut }) => (isCut ? tooLong(number, text, most) : readJsonRecord(number, text)));
}
