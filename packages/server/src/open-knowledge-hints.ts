import { knowledgeTopic, type KnowledgeChange } from '@holdfast/protocol/knowledge/knowledge-topic';
import type { Platform } from './platform.ts';
import type { Lifecycle } from './platform/lifecycle/lifecycle.ts';
import { createHints, type Hints } from './platform/live/hints.ts';

/** Tells those who look at knowledge that some of it has changed. */
export const openKnowledgeHints = (
  lifecycle: Lifecycle,
  { live, clock, log }: Pick<Platform, 'live' | 'clock' | 'log'>,
): Promise<Hints> =>
  lifecycle.open(
    'hints of knowledge',
    () =>
      createHints({
        publish: (workspace, what) =>
          live.publish(workspace, knowledgeTopic, {
            event: 'changed',
            // it was one when it was told
            data: { what: what as KnowledgeChange },
          }),
        clock,
        log,
      }),
    { close: async (hints) => hints.close() },
  );
