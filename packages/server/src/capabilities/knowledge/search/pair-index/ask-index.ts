import type { KeywordIndex, KeywordScores } from '../keyword/keyword-index.ts';
import { bestSlots } from './best-slots.ts';
import { createTop, type Scored } from '../top.ts';
import type { Asked, Hit, Leg } from './asking.ts';
import { beyond, fuse } from './fusing.ts';
import type { PairShelf } from './pair-shelf.ts';
import type { Slots } from './slots.ts';
import type { SpaceVectors } from './space-vectors.ts';

export interface Rooms {
  readonly shelf: PairShelf;
  readonly slots: Slots;
  readonly keyword: KeywordIndex;
  readonly spaces: ReadonlyMap<string, SpaceVectors>;
}

/** What one way alone says of pairs. */
interface Way {
  /** The best first. */
  readonly best: readonly Scored[];
  /** Undefined for a pair of which it can say nothing. */
  scoreOf(number: number): number | undefined;
  wordsOf(number: number): readonly string[];
}

/** Each way alone gives so many; together they judge all of these. */
const MOST_BY_ONE_WAY = 100;

export const askIndex = (rooms: Rooms, asked: Asked): Hit[] => {
  const mayBeFound = rooms.shelf.mayBeFound(asked.tags, asked.at);
  const words = asked.mode === 'vector' ? undefined : byWords(rooms, asked, mayBeFound);
  const meaning = asked.mode === 'keyword' ? undefined : byMeaning(rooms, asked, mayBeFound);
  return bestOf(asked, words, meaning).map(({ number, score }) => ({
    id: rooms.shelf.idOf(number),
    score: Math.min(1, Math.max(0, score)),
    keyword: legOf(words, number),
    vector: legOf(meaning, number),
    words: words?.wordsOf(number) ?? [],
  }));
};

const bestOf = ({ mode, limit }: Asked, words: Way | undefined, meaning: Way | undefined): readonly Scored[] => {
  if (mode === 'vector' || words === undefined) return (meaning?.best ?? []).slice(0, limit);
  if (mode === 'keyword' || meaning === undefined) return words.best.slice(0, limit);
  const top = createTop(limit);
  for (const { number, score } of meaning.best) top.offer(number, fuse(score, words.scoreOf(number) ?? 0));
  const met = new Set(meaning.best.map(({ number }) => number));
  for (const { number, score } of words.best)
    if (!met.has(number)) top.offer(number, fuse(meaning.scoreOf(number), score));
  return top.taken();
};

const legOf = (way: Way | undefined, number: number): Leg | null => {
  const score = way?.scoreOf(number);
  if (way === undefined || score === undefined) return null;
  const place = way.best.findIndex((one) => one.number === number);
  return place === -1 ? { rank: null, score } : { rank: place + 1, score };
};

const byWords = ({ slots, keyword }: Rooms, { question }: Asked, mayBeFound: Uint8Array): Way => {
  const asked = keyword.ask(question);
  const { scores, possible } = asked;
  const best = bestSlots({ scores, numbers: slots.numbers, end: keyword.slots(), mayBeFound }, MOST_BY_ONE_WAY);
  return {
    best: best.map(({ number, score }) => ({ number, score: score / possible })),
    scoreOf: (number) => (possible === 0 ? 0 : (scores[slots.of(number)] ?? 0) / possible),
    wordsOf: (number) => wordsAt(asked, slots.of(number)),
  };
};

const byMeaning = ({ spaces }: Rooms, { meaning }: Asked, mayBeFound: Uint8Array): Way | undefined => {
  const vectors = meaning === undefined ? undefined : spaces.get(meaning.space);
  if (meaning === undefined || vectors === undefined) return undefined;
  const asked = vectors.ask(meaning.vector);
  const { background } = meaning;
  const nearest = asked.nearest(MOST_BY_ONE_WAY, mayBeFound);
  return {
    best: nearest.map(({ number, score }) => ({ number, score: beyond(background, score) })),
    scoreOf: (number) => (vectors.has(number) ? beyond(background, asked.cosine(number)) : undefined),
    wordsOf: () => [],
  };
};

const wordsAt = ({ matched, words }: KeywordScores, slot: number): readonly string[] => {
  const mask = matched[slot] ?? 0;
  return words.filter((_, at) => (mask & (1 << at)) !== 0).map(({ written }) => written);
};
