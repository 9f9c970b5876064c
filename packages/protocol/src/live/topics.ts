import { decisionsTopic } from '../decisions/decisions-topic.ts';
import { knowledgeTopic } from '../knowledge/knowledge-topic.ts';
import { importsTopic } from '../knowledge/imports-topic.ts';
import { notificationsTopic } from '../notifications/notifications-topic.ts';
import { tracesTopic } from '../traces/traces-topic.ts';
import { workTopic } from '../work/work-topic.ts';
import { workflowsTopic } from '../workflows/workflows-topic.ts';
import type { Topic } from './topic.ts';

/** Every topic that can be followed. Each capability adds its own. */
export const TOPICS: readonly Topic[] = [
  workTopic,
  tracesTopic,
  workflowsTopic,
  knowledgeTopic,
  importsTopic,
  decisionsTopic,
  notificationsTopic,
];
