import type { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { workflowsTopic } from '@holdfast/protocol/workflows/workflows-topic';
import type { Platform } from './platform.ts';
import type { Lifecycle } from './platform/lifecycle/lifecycle.ts';
import { createHints, type Hints } from './platform/live/hints.ts';

/** Tells those who look at workflows that some got patches. */
export const openWorkflowHints = (
  lifecycle: Lifecycle,
  { live, clock, log }: Pick<Platform, 'live' | 'clock' | 'log'>,
): Promise<Hints> =>
  lifecycle.open(
    'hints of workflows',
    () =>
      createHints({
        publish: (workspace, workflow) =>
          live.publish(workspace, workflowsTopic, {
            event: 'changed',
            // it was one when it was patched
            data: { workflow_id: workflow as WorkflowId },
          }),
        clock,
        log,
      }),
    { close: async (hints) => hints.close() },
  );
