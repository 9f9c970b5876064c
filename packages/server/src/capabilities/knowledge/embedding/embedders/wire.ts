import type { TextKind } from './embedder.ts';

export interface WireRequest {
  readonly model: string;
  readonly texts: readonly string[];
  readonly kind: TextKind;
  /** How many numbers a vector is to have; null: as many as the model gives by itself. */
  readonly dimensions: number | null;
}

/** How a kind of provider is asked for vectors. */
export interface Wire {
  path(model: string): string;
  body(request: WireRequest): object;
  /** The vectors in the order of the texts, whatever they hold; undefined when it is no such answer. */
  read(json: unknown): readonly (Float32Array | undefined)[] | undefined;
  /** Texts that are taken in one request. */
  readonly most: number;
}

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Undefined for a list in which something is no number. */
export const numbersOf = (value: unknown): Float32Array | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === 'number') ? Float32Array.from(value) : undefined;
