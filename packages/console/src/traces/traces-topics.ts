import type { Topic } from '@holdfast/protocol/live/topic';
import { tracesTopic } from '@holdfast/protocol/traces/traces-topic';

/** What tells that spans came. */
export const TRACES_TOPICS: readonly Topic[] = [tracesTopic];
