import { createKeywordIndex } from '../keyword/keyword-index.ts';
import type { VectorScan } from '../vectors/vector-index.ts';
import { askIndex } from './ask-index.ts';
import type { Asked, Hit } from './asking.ts';
import { createPairShelf, type ShelvedPair } from './pair-shelf.ts';
import { createSlots } from './slots.ts';
import { createSpaceVectors, type SpaceVectors } from './space-vectors.ts';

/** Everything by which the pairs of one workspace are found. It lies in memory, and knows no database. */
export interface PairIndex {
  readonly pairs: number;
  readonly bytes: number;
  put(pair: IndexedPair): void;
  remove(id: string): void;
  /** Without a vector, the one that was there is forgotten. */
  putVector(space: string, vector: IndexedVector): void;
  dropSpacesBut(space: string | undefined): void;
  ask(asked: Asked): Hit[];
  /** Whether much of it is there for nothing. */
  readonly needsCompacting: boolean;
  /** Goes on with every `next`. Only questions may come in between. */
  compact(): Generator<void, void>;
}

export interface IndexedPair extends ShelvedPair {
  readonly question: string;
  readonly phrasings: readonly string[];
  readonly answer: string;
}

export interface IndexedVector {
  readonly id: string;
  /** What it was made of, as a number. */
  readonly content: number;
  /** Of length one. */
  readonly vector: Float32Array | undefined;
}

const LEAST_WASTE = 1_000;
const MOST_WASTE = 0.25;

export const createPairIndex = (scan?: VectorScan): PairIndex => {
  const shelf = createPairShelf();
  const slots = createSlots();
  const keyword = createKeywordIndex();
  const spaces = new Map<string, SpaceVectors>();

  const clearSlot = (number: number): void => {
    const slot = slots.of(number);
    if (slot === -1) return;
    keyword.forget(slot);
    slots.clear(number);
  };

  return {
    get pairs() {
      return shelf.pairs();
    },
    get bytes() {
      return shelf.bytes + keyword.bytes + spaces.values().reduce((sum, { bytes }) => sum + bytes, 0);
    },
    put(pair) {
      const number = shelf.put(pair);
      clearSlot(number);
      slots.set(number, keyword.put({ asked: [pair.question, ...pair.phrasings], answer: pair.answer }));
      for (const space of spaces.values()) space.pairSays(number, pair.content);
    },
    remove(id) {
      const number = shelf.numberOf(id);
      if (number === undefined) return;
      clearSlot(number);
      shelf.remove(id);
      for (const space of spaces.values()) space.forget(number);
    },
    putVector(space, { id, content, vector }) {
      const number = shelf.numberOf(id);
      if (number === undefined) return;
      if (vector === undefined) {
        spaces.get(space)?.forget(number);
        return;
      }
      const vectors = spaces.get(space) ?? createSpaceVectors(vector.length, scan);
      spaces.set(space, vectors);
      vectors.put(number, vector, content, shelf.contentOf(number));
    },
    dropSpacesBut(space) {
      for (const each of spaces.keys()) if (each !== space) spaces.delete(each);
    },
    ask: (asked) => askIndex({ shelf, slots, keyword, spaces }, asked),
    get needsCompacting() {
      return keyword.forgotten() > Math.max(LEAST_WASTE, keyword.slots() * MOST_WASTE);
    },
    *compact() {
      slots.move(yield* keyword.compact((slot) => slots.numbers[slot] !== -1));
    },
  };
};
