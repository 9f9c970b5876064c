import type { Log } from '../log/log.ts';
import type { Reaped } from './worker-store.ts';

export const tellReaped = (reaped: readonly Reaped[], log: Log): void => {
  for (const { job, of_name, of_queue, at_node, became } of reaped) {
    log[became === 'dead' ? 'error' : 'warn'](
      { event: 'job_worker_lost', job: of_name, job_id: job, queue: of_queue, node: at_node, became },
      `The worker of a job ${of_name} on ${at_node} stopped answering; the job is ${became} now.`,
    );
  }
};
