import type { Asked, Hit } from '../pair-index/asking.ts';
import type { PairText } from './pair-text.ts';

/** What the thread of the indexes is asked to do. Each index has a number. */
export type Request =
  | {
      readonly kind: 'pairs';
      readonly index: number;
      readonly pairs: readonly PairText[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'vectors'; readonly index: number; readonly vectors: PackedVectors }
  | { readonly kind: 'keep_space'; readonly index: number; readonly space: string | undefined }
  | { readonly kind: 'ask'; readonly index: number; readonly asked: Asked }
  | { readonly kind: 'drop'; readonly index: number };

/** Vectors of a space one after the other, as memory that is handed over. */
export interface PackedVectors {
  readonly space: string;
  readonly dimensions: number;
  readonly numbers: Float32Array<ArrayBuffer>;
  /** In the order of the vectors. What each was made of, as a number. */
  readonly made: readonly { readonly id: string; readonly content: number }[];
  /** Pairs that have none in this space. */
  readonly without: readonly string[];
}

export interface Size {
  readonly pairs: number;
  readonly bytes: number;
}

export type Reply =
  | { readonly kind: 'size'; readonly size: Size }
  | { readonly kind: 'hits'; readonly hits: readonly Hit[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface ToThread {
  readonly id: number;
  readonly request: Request;
}

export interface FromThread {
  readonly id: number;
  readonly reply: Reply;
}
