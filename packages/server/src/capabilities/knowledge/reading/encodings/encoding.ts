import type { FileReading } from '@holdfast/protocol/knowledge/imports';

export interface Encoding {
  readonly name: string;
  readonly by: FileReading['encoding_by'];
  /** The byte-order mark at the beginning, which is no text. */
  readonly markBytes: number;
}
