import type { Topic } from '@holdfast/protocol/live/topic';

/** What tells that pairs or imports changed. */
export const KNOWLEDGE_TOPICS: readonly Topic[] = [];
