import { getKnowledge, type KnowledgeOverview, listTags } from '@holdfast/protocol/knowledge/overview';
import { useQuery } from '@tanstack/react-query';
import { useLive } from '../../live/use-live.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';

export interface Overview {
  readonly total: number | undefined;
  /** Those with the most pairs first. */
  readonly tags: readonly string[];
}

const FRESH_MS = 15_000;

/** How many pairs there are, and which tags. The list does without, where this fails. */
export const useOverview = (): Overview => {
  const holdfast = useHoldfast();
  const { known } = useLive<KnowledgeOverview>({
    key: ['knowledge'],
    topics: KNOWLEDGE_TOPICS,
    ask: (client, signal) => client.call(getKnowledge, {}, { signal }),
  });
  const { data } = useQuery({
    queryKey: ['knowledge-tags'],
    queryFn: ({ signal }) => holdfast.bodyOf(listTags, { query: {} }, { signal }),
    staleTime: FRESH_MS,
    networkMode: 'always',
    retry: false,
  });
  return { total: known?.body.pairs, tags: (data?.items ?? []).map(({ tag }) => tag) };
};
