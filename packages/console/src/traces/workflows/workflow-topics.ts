import type { Topic } from '@holdfast/protocol/live/topic';
import { workflowsTopic } from '@holdfast/protocol/workflows/workflows-topic';

/** What tells that workflows got patches. */
export const WORKFLOW_TOPICS: readonly Topic[] = [workflowsTopic];
