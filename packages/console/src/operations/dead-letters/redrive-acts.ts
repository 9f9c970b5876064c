import type { Client } from '@holdfast/client/client';
import {
  redriveInstanceJob,
  redriveInstanceQueue,
  redriveJob,
  redriveQueue,
} from '@holdfast/protocol/work/dead-letters';
import type { Job } from '@holdfast/protocol/work/job';
import type { Scope } from '../../live/scope.ts';

/** Sends one dead letter again, of a workspace or of the instance. */
export const sendAgain =
  (scope: Scope, id: string) =>
  (holdfast: Client): Promise<Job> =>
    holdfast.bodyOf(scope === 'instance' ? redriveInstanceJob : redriveJob, { params: { job_id: id } });

/** Sends all dead letters of a queue again, of a workspace or of the instance. */
export const sendAllAgain = (scope: Scope, queue: string) => (holdfast: Client) =>
  holdfast.bodyOf(scope === 'instance' ? redriveInstanceQueue : redriveQueue, { body: { queue } });
