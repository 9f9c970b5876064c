import type { FileReading } from '@holdfast/protocol/knowledge/imports';
import type { PairDraft } from '../../pair-draft.ts';
import type { ReadingLimits, ReadRequest, RowProblem, Survey } from '../reading.ts';
import type { UnreadableDetails, UnreadableReason } from '../unreadable-file.ts';

/** What the thread is given. */
export interface ThreadTask {
  readonly what: 'read' | 'survey';
  readonly request: Pick<ReadRequest, 'path' | 'filename' | 'encoding' | 'mapping' | 'skipRows'>;
  readonly limits: ReadingLimits;
}

type Rest = Omit<PairDraft, 'question' | 'answer'>;

/** Rows by column: half of the work of handing them over would be the names of their fields. */
export interface PackedRows {
  readonly entry: string | null;
  readonly firstRow: number;
  readonly lines: readonly number[];
  readonly questions: readonly string[];
  readonly answers: readonly string[];
  /** Of rows that have more than question and answer, and of those that have a problem: by their place. */
  readonly more: readonly (readonly [at: number, rest: Rest])[];
  readonly bad: readonly (readonly [at: number, problem: RowProblem, cells: readonly string[]])[];
}

/** What it says. After rows it waits for leave to go on. */
export type Told =
  | { readonly kind: 'alive' }
  | { readonly kind: 'found'; readonly found: FileReading }
  | { readonly kind: 'rows'; readonly packed: PackedRows }
  | { readonly kind: 'surveyed'; readonly survey: Survey }
  | { readonly kind: 'ended' }
  | {
      readonly kind: 'unreadable';
      readonly reason: UnreadableReason;
      readonly message: string;
      readonly details: UnreadableDetails;
    };
