import type { FileReading } from '@holdfast/protocol/knowledge/imports';

/** The first four are entries of the error book; the last is a field of the request that does not fit the file. */
export type UnreadableCode = 'unreadable_file' | 'too_many_rows' | 'encoding_unclear' | 'field_refused';

/** What a program may want to tell apart; the message is for people. */
export type UnreadableReason =
  | 'empty'
  | 'no_rows'
  | 'unsupported_format'
  | 'wrong_ending'
  | 'damaged'
  | 'nul_character'
  | 'wrong_encoding'
  | 'encoding_unclear'
  | 'one_column'
  | 'columns_unclear'
  | 'column_unknown'
  | 'archive_refused'
  | 'too_large'
  | 'too_many_rows'
  | 'too_slow'
  | 'out_of_memory';

export interface UnreadableDetails {
  readonly code?: UnreadableCode;
  /** The file within an archive. */
  readonly entry?: string | undefined;
  readonly line?: number;
  /** The first byte that cannot be, counted from 0. */
  readonly offset?: number;
  /** The limit that was passed. */
  readonly maximum?: number;
  /** An encoding, and how the text looks in it. */
  readonly guess?: string;
  readonly preview?: string;
  /** Which field of the request is refused. */
  readonly field?: 'encoding' | 'mapping';
  /** What can be chosen from, where the columns are unclear. */
  readonly columns?: FileReading['columns'];
}

/** Nothing of the file can be taken, and the message says what is wrong, where, and what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly reason: UnreadableReason;
  readonly details: UnreadableDetails;

  constructor(reason: UnreadableReason, message: string, details: UnreadableDetails = {}) {
    super(message);
    this.reason = reason;
    this.details = details;
  }

  get code(): UnreadableCode {
    return this.details.code ?? (this.details.field === undefined ? 'unreadable_file' : 'field_refused');
  }
}
