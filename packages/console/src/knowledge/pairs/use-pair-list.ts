import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { listPairs } from '@holdfast/protocol/knowledge/pairs';
import { useLateKnown } from '../../live/use-late-known.ts';
import { useLivePages } from '../../live/use-live-pages.ts';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';
import { filtersOf, type ShownPairs, wordsOf } from './shown-pairs.ts';

/** The pairs that are shown. While some are chosen the list stands still: what one is about to press must not move. */
export const usePairList = (shown: ShownPairs, isStill: boolean) => {
  const pages = useLivePages<Pair>(
    ['pairs', JSON.stringify(wordsOf(shown))],
    (holdfast, cursor, signal) =>
      holdfast.call(
        listPairs,
        { query: { ...filtersOf(shown), sort: shown.sort, cursor } },
        { ...(signal !== undefined && { signal }) },
      ),
    KNOWLEDGE_TOPICS,
    { isResting: isStill },
  );
  const { live, isLate } = useLateKnown(pages.live);
  return { ...pages, live, isLate };
};
