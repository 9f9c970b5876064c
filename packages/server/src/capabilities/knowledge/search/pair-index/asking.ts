import type { SEARCH_MODES } from '@holdfast/protocol/knowledge/search';

export type SearchMode = (typeof SEARCH_MODES)[number];

/** What a question means to an embedder. */
export interface Meaning {
  readonly space: string;
  readonly vector: Float32Array;
  /** How alike any two texts are to this embedder, beyond what they are to the built-in one. */
  readonly background: number;
}

export interface Asked {
  readonly question: string;
  readonly mode: SearchMode;
  readonly limit: number;
  readonly tags: readonly string[];
  /** Milliseconds: only what is valid then is found. */
  readonly at: number;
  /** What the question means, in a space; undefined where only its words can be asked. */
  readonly meaning: Meaning | undefined;
}

export interface Leg {
  readonly rank: number | null;
  readonly score: number;
}

/** A pair that was found, and why. */
export interface Hit {
  readonly id: string;
  readonly score: number;
  readonly keyword: Leg | null;
  readonly vector: Leg | null;
  readonly words: readonly string[];
}
