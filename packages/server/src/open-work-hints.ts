import { workTopic } from '@holdfast/protocol/work/work-topic';
import type { Platform } from './platform.ts';
import type { Lifecycle } from './platform/lifecycle/lifecycle.ts';
import { createHints, type Hints } from './platform/live/hints.ts';

/** Tells those who look at jobs that some have moved. Closed after what runs jobs, so that the last is told as well. */
export const openWorkHints = (
  lifecycle: Lifecycle,
  { live, clock, log }: Pick<Platform, 'live' | 'clock' | 'log'>,
): Promise<Hints> =>
  lifecycle.open(
    'hints of work',
    () =>
      createHints({
        publish: (workspace, queue) => live.publish(workspace, workTopic, { event: 'changed', data: { queue } }),
        clock,
        log,
      }),
    { close: async (hints) => hints.close() },
  );
