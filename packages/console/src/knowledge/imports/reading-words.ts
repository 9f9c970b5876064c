import type { ColumnMapping, FileReading } from '@holdfast/protocol/knowledge/imports';
import { PAIR_FIELDS, type PairField } from '@holdfast/protocol/knowledge/pair';
import { counted } from '../../text/count.ts';

const FORMATS: Readonly<Record<FileReading['format'], string>> = {
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
  jsonl: 'JSON lines',
  markdown: 'Markdown',
  xlsx: 'XLSX',
};

const PACKED: Readonly<Record<FileReading['packed'], string>> = { none: '', gzip: ', gzipped', zip: ' in a zip' };

/** `CSV, gzipped`, `CSV in a zip of 3 files`. */
export const formatWords = ({ format, packed, entries }: Pick<FileReading, 'format' | 'packed' | 'entries'>): string =>
  `${FORMATS[format]}${PACKED[packed]}${entries > 1 ? ` of ${counted(entries, 'file')}` : ''}`;

const ENCODED_BY: Readonly<Record<FileReading['encoding_by'], string>> = {
  mark: 'its first bytes say so',
  validity: 'all of it is valid so',
  declared: 'as was said',
  guess: 'guessed',
  format: 'as its format has it',
};

export const encodingWords = ({ encoding, encoding_by: by }: Pick<FileReading, 'encoding' | 'encoding_by'>): string =>
  `${encoding}, ${ENCODED_BY[by]}`;

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
  ' ': 'blank',
  ':': 'colon',
};

export const delimiterWords = (delimiter: string): string => DELIMITERS[delimiter] ?? `“${delimiter}”`;

const MAPPED_BY: Readonly<Record<FileReading['mapping_by'], string>> = {
  caller: 'as was said',
  names: 'by their names',
  content: 'by what is in them',
  format: 'as the format has it',
};

export const mappedByWords = ({ mapping_by: by }: Pick<FileReading, 'mapping_by'>): string => MAPPED_BY[by];

/** A column as a mapping names it: by its name or its number from 1. */
export type ColumnName = string | number;

/** The columns of each field, however many the mapping names. */
export const columnsOf = (mapping: ColumnMapping, field: PairField): readonly ColumnName[] => {
  const named = mapping[field];
  if (named === undefined) return [];
  return Array.isArray(named) ? named : [named];
};

export const mappedFields = (mapping: ColumnMapping): readonly PairField[] =>
  PAIR_FIELDS.filter((field) => columnsOf(mapping, field).length > 0);

export const columnWords = (column: ColumnName): string =>
  typeof column === 'number' ? `column ${column}` : `“${column}”`;
