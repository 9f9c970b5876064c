import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import type { RandomAccess } from './archives/random-access.ts';
import type { ByteSource } from './byte-source.ts';
import { mapTable } from './columns/map-table.ts';
import type { MappedTable } from './columns/map-table.ts';
import { textOf } from './encodings/decode.ts';
import type { Encoding } from './encodings/encoding.ts';
import { findEncoding } from './encodings/find-encoding.ts';
import { csvTable } from './formats/csv/csv-table.ts';
import { findFormat } from './formats/find-format.ts';
import { jsonTable } from './formats/json/json-table.ts';
import { markdownTable } from './formats/markdown/markdown-table.ts';
import { headOfText } from './formats/text-head.ts';
import { workbookTables } from './formats/xlsx/workbook.ts';
import { openUpload } from './open-upload.ts';
import type { ReadingLimits, ReadRequest } from './reading.ts';
import type { Table } from './records.ts';

/** Rows that have the same columns, and how they are read. */
export interface OpenTable {
  readonly entry: string | null;
  readonly found: FileReading;
  readonly mapped: MappedTable;
}

export type TableRequest = Pick<ReadRequest, 'filename' | 'encoding' | 'mapping'> & { readonly limits: ReadingLimits };

/** The tables of an upload that have rows, one after the other. Of a workbook it is the first. */
export async function* openTables(access: RandomAccess, request: TableRequest): AsyncGenerator<OpenTable> {
  const { filename, mapping, limits } = request;
  const { packed, entries, files } = await openUpload(access, filename, limits);
  const open = async (table: Table, encoding: Encoding): Promise<OpenTable | undefined> => {
    const mapped = await mapTable(table, mapping);
    return (
      mapped && {
        entry: table.entry ?? null,
        mapped,
        found: { packed, entries, ...readingOf(table, mapped, encoding) },
      }
    );
  };
  for await (const file of files) {
    if (file.kind === 'text') {
      const encoding = await findEncoding(file.source, request.encoding);
      const table = await open(await textTable(file.source, encoding, limits), encoding);
      if (table !== undefined) yield table;
      continue;
    }
    for await (const sheet of workbookTables(file.workbook, limits)) {
      const table = await open(sheet, OF_WORKBOOK);
      if (table === undefined) continue;
      yield table;
      break;
    }
  }
}

const OF_WORKBOOK: Encoding = { name: 'utf-8', by: 'format', markBytes: 0 };

const textTable = async (source: ByteSource, encoding: Encoding, limits: ReadingLimits): Promise<Table> => {
  const { entry, name } = source;
  const text = await headOfText(textOf(source, encoding));
  const { format, notes } = findFormat(text.head, name, entry);
  const mostCharacters = limits.mostRecordCharacters;
  if (format === 'json' || format === 'jsonl') return jsonTable({ entry, format, text, mostCharacters, notes });
  if (format === 'markdown') return markdownTable({ entry, text, mostCharacters });
  return csvTable({ entry, text, hint: format === 'tsv' ? '\t' : undefined, mostCharacters });
};

const readingOf = (table: Table, mapped: MappedTable, encoding: Encoding): Omit<FileReading, 'packed' | 'entries'> => ({
  format: table.format,
  encoding: encoding.name,
  encoding_by: encoding.by,
  delimiter: table.delimiter,
  has_header: mapped.hasHeader,
  columns: [...mapped.columns],
  mapping: mapped.mapping,
  mapping_by: mapped.mappingBy,
  notes: [...table.notes, ...mapped.notes],
});
