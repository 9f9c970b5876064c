import type { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { useParams } from '@tanstack/react-router';
import { LiveHeader } from '../../live/live-header.tsx';
import { LiveView } from '../../live/live-view.tsx';
import { TracesTabs } from '../traces-tabs.tsx';
import { useWorkflow } from './use-workflow.ts';
import { WorkflowView } from './workflow-view.tsx';

export const WorkflowPage = () => {
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- the path of the route names it, and the router says any
  const { workflowId: id } = useParams({ strict: false }) as { readonly workflowId: WorkflowId };
  const live = useWorkflow(id);
  return (
    <>
      <LiveHeader title={id} live={live} />
      <TracesTabs />
      <LiveView live={live} what="the workflow">
        {({ body, serverAt }) => <WorkflowView key={id} workflow={body} now={serverAt} />}
      </LiveView>
    </>
  );
};
