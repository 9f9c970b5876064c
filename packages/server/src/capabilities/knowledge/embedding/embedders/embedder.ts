import type { Vectors } from '../../static-embedder/embed-thread.ts';

/** Some models embed what is asked and what answers in two ways. */
export type TextKind = 'pair' | 'question';

export interface Asking {
  readonly kind: TextKind;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Makes vectors of length one. A text in which it finds nothing has none. */
export interface Embedder {
  /** Throws an `EmbedderFailure`, or the reason of the signal. */
  embed(texts: readonly string[], asking: Asking): Promise<Vectors>;
}
