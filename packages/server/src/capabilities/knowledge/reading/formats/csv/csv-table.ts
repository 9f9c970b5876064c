import type { RawRecord, Table } from '../../records.ts';
import type { TextHead } from '../text-head.ts';
import { createCsvReader } from './csv-reader.ts';
import { findSyntax } from './find-syntax.ts';

interface CsvParts {
  readonly entry: string | undefined;
  readonly text: TextHead;
  /** What the ending of the name says of the delimiter. */
  readonly hint: string | undefined;
  readonly mostCharacters: number;
}

export const csvTable = ({ entry, text, hint, mostCharacters }: CsvParts): Table => {
  const { head, isWhole } = text;
  const { syntax, from, line, notes } = findSyntax({ head, isWhole, hint, mostCharacters, entry });
  return {
    entry,
    format: syntax.delimiter === '\t' ? 'tsv' : 'csv',
    delimiter: syntax.delimiter,
    header: undefined,
    notes: [...notes],
    records: recordsOf(text.from(from), () => createCsvReader(syntax, line)),
  };
};

async function* recordsOf(
  text: AsyncIterable<string>,
  create: () => ReturnType<typeof createCsvReader>,
): AsyncGenerator<readonly RawRecord[]> {
  const reader = create();
  for await (const piece of text) {
    const records = reader.read(piece, false);
    if (records.length > 0) yield records;
  }
  const rest = reader.read('', true);
  if (rest.length > 0) yield rest;
}
