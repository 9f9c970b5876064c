import type { ColumnMapping, FileReading } from '@holdfast/protocol/knowledge/imports';
import type { PairDraft } from '../pair-draft.ts';

export interface ReadingLimits {
  readonly mostRows: number;
  /** What an archive, or a packed file, may become when it is unpacked. */
  readonly mostUnpackedBytes: number;
  /** A file within an archive, and a workbook, which is looked at as a whole. */
  readonly mostEntryBytes: number;
  readonly mostEntries: number;
  /** Characters of one row: what is longer is rejected, so that it need not be held. */
  readonly mostRecordCharacters: number;
  readonly heapMegabytes: number;
  /** How long the thread may work without a word, and altogether. Waiting for the reader of the rows does not count. */
  readonly silentMs: number;
  readonly totalMs: number;
}

export interface ReadRequest {
  /** Where the upload lies. */
  readonly path: string;
  /** As it was sent. Only its ending is looked at. */
  readonly filename: string;
  /** A name of an encoding, or `auto`: the guess is taken. It counts where the bytes do not say it themselves. */
  readonly encoding?: string | undefined;
  /** What the caller said. Fields that it does not name are proposed from what is left. */
  readonly mapping?: ColumnMapping | undefined;
  readonly limits?: Partial<ReadingLimits>;
  readonly signal?: AbortSignal | undefined;
  /** So many rows were taken earlier: the first that is given has the next number. */
  readonly skipRows?: number;
}

export interface RowProblem {
  readonly code: string;
  readonly message: string;
}

interface Place {
  /** Counted over the whole upload, from 1; a header is not counted. */
  readonly row: number;
  /** Where the row begins in its file. In a workbook it is the number of the row in its sheet. */
  readonly line: number;
  /** The file within an archive. */
  readonly entry: string | null;
}

export type GoodRow = Place & { readonly pair: PairDraft };
export type BadRow = Place & { readonly problem: RowProblem; readonly cells: readonly string[] };
export type ReadRow = GoodRow | BadRow;

export interface ReadBatch {
  readonly rows: readonly ReadRow[];
}

/** An open file. Whoever stops before its end calls `close`, or leaves the loop over the batches. */
export interface Reading {
  /** How it is read. In an archive each file may differ: this is the first that has rows. */
  readonly found: FileReading;
  readonly batches: AsyncIterable<ReadBatch>;
  close(): Promise<void>;
}

export interface Survey {
  readonly found: FileReading;
  readonly rows: number;
  readonly rejected: number;
  /** The first good rows, and the first bad ones. */
  readonly sample: readonly GoodRow[];
  readonly problems: readonly BadRow[];
}

/** Throws `UnreadableFile`, also while batches are read. */
export type ReadFile = (request: ReadRequest) => Promise<Reading>;

/** Reads all of it, and keeps twenty good rows and a hundred bad ones. */
export type SurveyFile = (request: ReadRequest) => Promise<Survey>;
