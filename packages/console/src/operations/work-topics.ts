import type { Topic } from '@holdfast/protocol/live/topic';
import { workTopic } from '@holdfast/protocol/work/work-topic';

/** What tells that jobs moved. */
export const WORK_TOPICS: readonly Topic[] = [workTopic];
