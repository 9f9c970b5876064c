import { decisionsTopic } from '@holdfast/protocol/decisions/decisions-topic';
import type { Topic } from '@holdfast/protocol/live/topic';

/** What tells pages of Decisions that they are to look again. */
export const DECISIONS_TOPICS: readonly Topic[] = [decisionsTopic];
