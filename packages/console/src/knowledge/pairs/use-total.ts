import { getKnowledge, type KnowledgeOverview } from '@holdfast/protocol/knowledge/overview';
import { useLive } from '../../live/use-live.ts';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';

/** How many pairs there are; undefined while that is not known. */
export const useTotal = (): number | undefined =>
  useLive<KnowledgeOverview>({
    key: ['knowledge'],
    topics: KNOWLEDGE_TOPICS,
    ask: (holdfast, signal) => holdfast.call(getKnowledge, {}, { signal }),
  }).known?.body.pairs;
