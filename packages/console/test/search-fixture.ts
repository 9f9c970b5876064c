import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { type Found, searchKnowledge } from '@holdfast/protocol/knowledge/search';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';

const THRESHOLD = 0.5;
const MOST = 5;

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];

const rankOf = (scores: readonly number[], score: number): number | null =>
  score === 0 ? null : scores.filter((other) => other > score).length + 1;

/** By its words as they stand; its meaning is near where words begin alike. */
const scored = (pair: Pair, asked: readonly string[]) => {
  const has = wordsIn([pair.question, ...pair.phrasings, pair.answer].join(' '));
  const words = asked.filter((word) => has.includes(word));
  const near = asked.filter((word) => has.some((one) => one.slice(0, 4) === word.slice(0, 4)));
  const share = (some: readonly string[]): number => some.length / Math.max(1, asked.length);
  return { pair, words, keyword: share(words), vector: share(near) * 0.9 };
};

const foundOf = (pairs: readonly Pair[], q: string, mode: string): readonly Found[] => {
  const all = pairs.map((pair) => scored(pair, wordsIn(q)));
  const legs = { keyword: all.map(({ keyword }) => keyword), vector: all.map(({ vector }) => vector) };
  const together = ({ keyword, vector }: (typeof all)[number]): number =>
    mode === 'keyword' ? keyword : mode === 'vector' ? vector : 0.7 * vector + 0.3 * keyword;
  return all
    .filter((one) => together(one) > 0)
    .toSorted((a, b) => together(b) - together(a))
    .slice(0, MOST)
    .map((one) => ({
      pair: one.pair,
      score: together(one),
      ranks: {
        keyword: mode === 'vector' ? null : { rank: rankOf(legs.keyword, one.keyword), score: one.keyword },
        vector: mode === 'keyword' ? null : { rank: rankOf(legs.vector, one.vector), score: one.vector },
      },
      words: [...one.words],
      phrasing: one.pair.phrasings[0] ?? null,
    }));
};

/** Finds pairs by simple means and says why. An index that is built is there when it is asked the third time. */
export const searchRoutes = (pairs: readonly Pair[]): readonly FixtureRoute[] => {
  let tries = 0;
  return [
    route(searchKnowledge, ({ search }) => {
      const [q, mode, tag] = [search.get('q') ?? '', search.get('mode') ?? 'fused', search.get('tags')];
      tries += 1;
      if (q === 'slow' && tries < 3) ApiProblem.raise(503, 'knowledge_unavailable', 'The index is being built.');
      const items = foundOf(
        pairs.filter((pair) => tag === null || pair.tags.includes(tag)),
        q,
        mode,
      );
      const confidence = Math.min(0.97, items[0]?.score ?? 0);
      return {
        items,
        left_out: 0,
        answered: confidence >= THRESHOLD,
        confidence,
        threshold: THRESHOLD,
        mode,
        note: q.includes('numbers') ? 'Nothing is embedded yet. Only words were asked.' : null,
        took_ms: 3.27,
      };
    }),
  ];
};
