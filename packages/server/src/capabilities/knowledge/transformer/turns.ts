import type { Asking } from '../embedding/embedders/embedder.ts';
import type { Vectors } from '../static-embedder/embed-thread.ts';

/** Some texts that are embedded at once. */
export interface Turn {
  readonly texts: readonly string[];
  readonly as: Asking['kind'];
  readonly done: (vectors: Vectors) => void;
  readonly failed: (error: Error) => void;
  /** Nobody waits for it any more. */
  readonly isOver: () => boolean;
}

/** About a tenth of a second on one processor, for a small model: a question waits no longer than that for texts of pairs. */
const CHARACTERS_AT_ONCE = 3_000;

/** Places of texts that are embedded together: of nearly one length, since the shorter ones cost what the longest costs. */
export const placesTogether = (texts: readonly string[]): readonly (readonly number[])[] => {
  const places = texts.map((_, at) => at).toSorted((one, other) => lengthAt(texts, one) - lengthAt(texts, other));
  const together: number[][] = [];
  let some: number[] = [];
  for (const place of places) {
    if (some.length > 0 && (some.length + 1) * lengthAt(texts, place) > CHARACTERS_AT_ONCE) {
      together.push(some);
      some = [];
    }
    some.push(place);
  }
  return some.length === 0 ? together : [...together, some];
};

/** A short text has its pieces at its begin and its end as well. */
const SHORTEST = 8;

const lengthAt = (texts: readonly string[], at: number): number => Math.max(SHORTEST, texts[at]?.length ?? 0);

/** Who waits, in order; whoever asks a question goes before. */
export interface Turns {
  add(turn: Turn): void;
  next(): Turn | undefined;
  failAll(error: Error): void;
}

export const createTurns = (): Turns => {
  const questions: Turn[] = [];
  const pairs: Turn[] = [];
  const nextOf = (waiting: Turn[]): Turn | undefined => {
    for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) if (!turn.isOver()) return turn;
    return undefined;
  };
  return {
    add: (turn) => void (turn.as === 'question' ? questions : pairs).push(turn),
    next: () => nextOf(questions) ?? nextOf(pairs),
    failAll(error) {
      for (const turn of [...questions.splice(0), ...pairs.splice(0)]) turn.failed(error);
    },
  };
};
