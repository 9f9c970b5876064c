import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import { inflate } from './archives/inflate.ts';
import { bufferAccess, chunksBetween, passingChunks } from './archives/random-access.ts';
import type { RandomAccess } from './archives/random-access.ts';
import { refuse } from './archives/refusals.ts';
import { readZipDirectory } from './archives/zip-directory.ts';
import { chunksOfEntry } from './archives/zip-entry.ts';
import { headOf } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import { endingOf, unsupported } from './formats/find-format.ts';
import { isWorkbook } from './formats/xlsx/workbook.ts';
import type { Workbook } from './formats/xlsx/workbook.ts';
import { kindOfBytes } from './kind-of-bytes.ts';
import type { ReadingLimits } from './reading.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type UploadedFile =
  | { readonly kind: 'text'; readonly source: ByteSource }
  | { readonly kind: 'workbook'; readonly workbook: Workbook };

/** What an upload is: one file, or many. */
export interface Upload {
  readonly packed: FileReading['packed'];
  readonly entries: number;
  readonly files: AsyncIterable<UploadedFile>;
}

/** A workbook has many small parts, and pictures. */
const MOST_PARTS = 2_000;

export const openUpload = async (access: RandomAccess, filename: string, limits: ReadingLimits): Promise<Upload> => {
  if (access.size === 0) throw new UnreadableFile('empty', 'The file is empty.');
  const plain: ByteSource = {
    entry: undefined,
    name: filename,
    async *chunks() {
      yield* passingChunks(access);
    },
  };
  const kind = kindOfBytes(await headOf(plain, HEAD_BYTES));
  refuseEnding(filename, kind);
  if (kind === 'zip') return openZip(access, filename, limits);
  const isPacked = kind === 'gzip';
  const source: ByteSource = isPacked ? unpacked(access, filename, limits) : plain;
  return { packed: isPacked ? 'gzip' : 'none', entries: 1, files: only(await fileOf(source, limits)) };
};

const HEAD_BYTES = 512;

async function* only(file: UploadedFile): AsyncGenerator<UploadedFile> {
  yield file;
}

const ENDINGS: Readonly<Record<string, string>> = { zip: 'zip', xlsx: 'zip', xlsm: 'zip', gz: 'gzip', gzip: 'gzip' };

const refuseEnding = (filename: string, kind: string | undefined): void => {
  const ending = endingOf(filename);
  const promised = ENDINGS[ending];
  if (promised !== undefined && promised !== kind)
    throw new UnreadableFile('wrong_ending', `The name ends in .${ending}, and what is in the file is something else.`);
};

const openZip = (access: RandomAccess, filename: string, limits: ReadingLimits): Upload => {
  const entries = readZipDirectory(access, { ...limits, mostEntries: MOST_PARTS });
  if (isWorkbook(entries)) {
    refuseTextEnding(filename);
    return {
      packed: 'none',
      entries: 1,
      files: only({ kind: 'workbook', workbook: { entry: undefined, access, entries } }),
    };
  }
  const named = endingOf(filename);
  if (named !== 'zip' && ENDINGS[named] !== undefined) throw unsupported('no workbook', undefined);
  refuseTextEnding(filename);
  if (
    entries.some(({ name }) => name === 'mimetype' || name === 'word/document.xml' || name === 'ppt/presentation.xml')
  )
    throw unsupported('a document of another program', undefined);
  if (entries.length > limits.mostEntries)
    refuse(`The archive has ${entries.length} files, and ${limits.mostEntries} are the most.`);
  const files = entries.filter(({ name }) => !isLitter(name));
  if (files.length === 0) throw new UnreadableFile('no_rows', 'There is no file in the archive.');
  return {
    packed: 'zip',
    entries: files.length,
    files: (async function* () {
      for (const entry of files) {
        const source = { entry: entry.name, name: entry.name, chunks: () => chunksOfEntry(access, entry) };
        if (entry.bytes > 0) yield await fileOf(source, limits);
      }
    })(),
  };
};

const TEXT_ENDINGS = new Set(['csv', 'tsv', 'tab', 'json', 'jsonl', 'ndjson', 'md', 'markdown']);

const refuseTextEnding = (filename: string): void => {
  if (TEXT_ENDINGS.has(endingOf(filename)))
    throw new UnreadableFile(
      'wrong_ending',
      `The name ends in .${endingOf(filename)}, and what is in the file is an archive or a workbook.`,
    );
};

/** What systems leave in archives beside what people put in. */
const isLitter = (name: string): boolean =>
  name.startsWith('__MACOSX/') || /(?:^|\/)(?:\.[^/]*|Thumbs\.db|desktop\.ini)$/i.test(name);

const unpacked = (access: RandomAccess, filename: string, limits: ReadingLimits): ByteSource => ({
  entry: undefined,
  name: filename.replace(/\.(?:gz|gzip)$/i, ''),
  chunks: () =>
    inflate({
      how: 'gzip',
      chunks: chunksBetween(access, 0, access.size),
      packedBytes: access.size,
      mostBytes: limits.mostUnpackedBytes,
      entry: undefined,
    }),
});

/** What is in a file that is not packed, or not any more. Nothing is unpacked twice but a workbook, which is an archive itself. */
const fileOf = async (source: ByteSource, limits: ReadingLimits): Promise<UploadedFile> => {
  const kind = kindOfBytes(await headOf(source, HEAD_BYTES));
  if (kind === undefined) return { kind: 'text', source };
  if (kind === 'gzip') return refuse('What is packed twice is not read.', source.entry);
  if (kind !== 'zip') throw unsupported(kind, source.entry);
  const access = bufferAccess(await wholeOf(source, limits.mostEntryBytes));
  const entries = readZipDirectory(access, { ...limits, mostEntries: MOST_PARTS });
  if (!isWorkbook(entries)) return refuse('An archive within an archive is not read.', source.entry);
  return { kind: 'workbook', workbook: { entry: source.entry, access, entries } };
};

const wholeOf = async (source: ByteSource, most: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source.chunks()) {
    bytes += chunk.length;
    if (bytes > most)
      throw new UnreadableFile('too_large', `The workbook is larger than ${Math.floor(most / 1024 / 1024)} MiB.`, {
        maximum: most,
        entry: source.entry,
      });
    parts.push(Buffer.from(chunk));
  }
  return Buffer.concat(parts);
};
