import type { KeywordIndex, KeywordScores } from '../keyword/keyword-index.ts';
import { createTop, type Scored } from '../top.ts';
import type { Asked, Hit, Leg, SearchMode } from './asking.ts';
import { fuse } from './fusing.ts';
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
  /** The best, and the rank of each. */
  readonly best: ReadonlyMap<number, Leg>;
  /** Undefined for a pair of which it can say nothing. */
  scoreOf(number: number): number | undefined;
  wordsOf(number: number): readonly string[];
}

/** Each way alone gives so many; together they judge all of these. */
const MOST_BY_ONE_WAY = 300;

export const askIndex = (rooms: Rooms, asked: Asked): Hit[] => {
  const mayBeFound = rooms.shelf.mayBeFound(asked.tags, asked.at);
  const words = asked.mode === 'vector' ? undefined : byWords(rooms, asked, mayBeFound);
  const meaning = asked.mode === 'keyword' ? undefined : byMeaning(rooms, asked, mayBeFound);
  const top = createTop(asked.limit);
  for (const number of new Set([...(words?.best.keys() ?? []), ...(meaning?.best.keys() ?? [])]))
    top.offer(number, scoreOf(asked.mode, meaning && { cosine: meaning.scoreOf(number) }, words?.scoreOf(number) ?? 0));
  return top.taken().map(({ number, score }) => ({
    id: rooms.shelf.idOf(number),
    score: Math.min(1, Math.max(0, score)),
    keyword: legOf(words, number),
    vector: legOf(meaning, number),
    words: words?.wordsOf(number) ?? [],
  }));
};

const scoreOf = (
  mode: SearchMode,
  meaning: { readonly cosine: number | undefined } | undefined,
  coverage: number,
): number => {
  if (mode === 'vector') return meaning?.cosine ?? 0;
  return mode === 'keyword' || meaning === undefined ? coverage : fuse(meaning.cosine, coverage);
};

const legOf = (way: Way | undefined, number: number): Leg | null => {
  const score = way?.scoreOf(number);
  return way === undefined || score === undefined ? null : (way.best.get(number) ?? { rank: null, score });
};

const byWords = ({ slots, keyword }: Rooms, { question }: Asked, mayBeFound: Uint8Array): Way => {
  const asked = keyword.ask(question);
  const top = createTop(MOST_BY_ONE_WAY);
  for (let slot = 0; slot < keyword.slots(); slot += 1) {
    const score = asked.scores[slot] ?? 0;
    if (score === 0) continue;
    const number = slots.numberAt(slot);
    if (number !== -1 && mayBeFound[number] === 1) top.offer(number, score / asked.possible);
  }
  return {
    best: ranked(top.taken()),
    scoreOf: (number) => (asked.possible === 0 ? 0 : (asked.scores[slots.of(number)] ?? 0) / asked.possible),
    wordsOf: (number) => wordsAt(asked, slots.of(number)),
  };
};

const byMeaning = ({ spaces }: Rooms, { meaning }: Asked, mayBeFound: Uint8Array): Way | undefined => {
  const vectors = meaning === undefined ? undefined : spaces.get(meaning.space);
  if (meaning === undefined || vectors === undefined) return undefined;
  const { vector } = meaning;
  return {
    best: ranked(vectors.nearest(vector, MOST_BY_ONE_WAY, mayBeFound)),
    scoreOf: (number) => (vectors.has(number) ? vectors.cosine(number, vector) : undefined),
    wordsOf: () => [],
  };
};

const ranked = (scored: readonly Scored[]): ReadonlyMap<number, Leg> =>
  new Map(scored.map(({ number, score }, at) => [number, { rank: at + 1, score }]));

const wordsAt = ({ matched, words }: KeywordScores, slot: number): readonly string[] => {
  const mask = matched[slot] ?? 0;
  return words.filter((_, at) => (mask & (1 << at)) !== 0).map(({ written }) => written);
};
