import type { Workflow } from '@holdfast/protocol/workflows/workflow';
import { listWorkflows } from '@holdfast/protocol/workflows/workflows';
import { type LivePages, useLivePages } from '../../live/use-live-pages.ts';
import { WORKFLOW_TOPICS } from './workflow-topics.ts';

export type ListedWorkflow = Workflow & { readonly id: string };

export const useWorkflows = (): LivePages<ListedWorkflow> =>
  useLivePages(
    ['workflows'],
    async (holdfast, cursor, signal) => {
      const { body, headers } = await holdfast.call(
        listWorkflows,
        { query: { cursor } },
        { ...(signal !== undefined && { signal }) },
      );
      const items = body.items.map((workflow) => ({ ...workflow, id: workflow.workflow_id }));
      return { body: { ...body, items }, headers };
    },
    WORKFLOW_TOPICS,
  );
