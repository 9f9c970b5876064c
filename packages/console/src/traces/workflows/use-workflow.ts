import type { AnswerBody } from '@holdfast/protocol/contract';
import type { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { getWorkflow } from '@holdfast/protocol/workflows/workflows';
import { useLive } from '../../live/use-live.ts';
import { WORKFLOW_TOPICS } from './workflow-topics.ts';

export type WorkflowDetail = AnswerBody<typeof getWorkflow>;

export const useWorkflow = (id: WorkflowId) =>
  useLive<WorkflowDetail>({
    key: ['workflow', id],
    ask: (holdfast, signal) => holdfast.call(getWorkflow, { params: { workflow_id: id } }, { signal }),
    topics: WORKFLOW_TOPICS,
  });
