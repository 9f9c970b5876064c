import { knowledgeTopic } from '@holdfast/protocol/knowledge/knowledge-topic';
import type { Topic } from '@holdfast/protocol/live/topic';

/** What tells that pairs, imports or embeddings changed. */
export const KNOWLEDGE_TOPICS: readonly Topic[] = [knowledgeTopic];
