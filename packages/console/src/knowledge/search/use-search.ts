import { HoldfastError } from '@holdfast/client/holdfast-error';
import { type SearchAnswer, searchKnowledge } from '@holdfast/protocol/knowledge/search';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { type Asked, wordsOf } from './asked.ts';

const SHOWN = 20;
/** While an index is being built it is asked again, as often as this. */
const MOST_TRIES = 10;
const USUAL_PAUSE_S = 2;

const isComing = (error: Error): error is HoldfastError =>
  error instanceof HoldfastError && error.code === 'knowledge_unavailable';

export interface Search {
  readonly answer: SearchAnswer | undefined;
  /** The answer is of another question: that to this one is on its way. */
  readonly isLate: boolean;
  readonly isAsking: boolean;
  /** The index is not there yet. */
  readonly isBuilding: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

export const useSearch = (asked: Asked): Search => {
  const holdfast = useHoldfast();
  const { data, error, failureReason, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ['knowledge-search', wordsOf(asked)],
    queryFn: ({ signal }) =>
      holdfast.bodyOf(
        searchKnowledge,
        {
          query: {
            q: asked.q,
            mode: asked.mode,
            limit: SHOWN,
            ...(asked.tags.length > 0 && { tags: [...asked.tags] }),
          },
        },
        { signal },
      ),
    enabled: asked.q !== '',
    placeholderData: keepPreviousData,
    networkMode: 'always',
    retry: (failures, failed) => isComing(failed) && failures < MOST_TRIES,
    retryDelay: (_, failed) => 1_000 * ((isComing(failed) ? failed.retryAfter : undefined) ?? USUAL_PAUSE_S),
  });
  return {
    answer: asked.q === '' ? undefined : data,
    isLate: isPlaceholderData,
    isAsking: isFetching,
    isBuilding: isFetching && failureReason !== null && isComing(failureReason),
    error,
    again: () => void refetch(),
  };
};
