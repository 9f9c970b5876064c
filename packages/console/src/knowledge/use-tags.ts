import { listTags } from '@holdfast/protocol/knowledge/overview';
import { useQuery } from '@tanstack/react-query';
import { useHoldfast } from '../server/holdfast-context.ts';

const FRESH_MS = 15_000;

/** The tags that there are, those with the most pairs first. None where that fails: one can type them. */
export const useTags = (): readonly string[] => {
  const holdfast = useHoldfast();
  const { data } = useQuery({
    queryKey: ['knowledge-tags'],
    queryFn: ({ signal }) => holdfast.bodyOf(listTags, { query: {} }, { signal }),
    staleTime: FRESH_MS,
    networkMode: 'always',
    retry: false,
  });
  return (data?.items ?? []).map(({ tag }) => tag);
};
