import type { Log } from '../log/log.ts';
import type { Reaped } from './worker-store.ts';

const IS_DEAD = 'The job is a dead letter: look why its workers die, and send it again.';
const GOES_ON = 'The job is run again, alone.';

export const tellReaped = (reaped: readonly Reaped[], log: Log): void => {
  for (const { job, of_name, of_queue, at_node, became } of reaped) {
    const isDead = became === 'dead';
    log[isDead ? 'error' : 'warn'](
      { event: 'job_worker_lost', job: of_name, job_id: job, queue: of_queue, node: at_node, became },
      `The worker of a job ${of_name} on ${at_node ?? 'an unknown node'} stopped answering. ${isDead ? IS_DEAD : GOES_ON}`,
    );
  }
};
