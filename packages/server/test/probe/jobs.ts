import { pause } from '../../src/platform/clock/pause.ts';
import { defineJob, defineQueue } from '../../src/platform/jobs/define-job.ts';
import { handles, type JobHandler } from '../../src/platform/jobs/handler.ts';
import { Doing } from './job-contracts.ts';
import { addEffect } from './job-store.ts';

/** One job that does what its payload says, and then has an effect that is counted. */
export const probeJob = defineJob({
  name: 'probe.do',
  queue: defineQueue({ name: 'probe', firstPauseMs: 50, longestPauseMs: 500 }),
  payload: Doing,
});

export const probeHandlers: readonly JobHandler[] = [
  handles(probeJob, async ({ do: what, milliseconds, times }, run, id) => {
    const { db, signal, attempt, say, finish } = run;
    if (what === 'kill') process.kill(process.pid, 'SIGKILL');
    if (milliseconds > 0) {
      run.progress({ done: 0, total: milliseconds, unit: 'milliseconds' });
      await pause(milliseconds, signal);
    }
    if (what === 'fail' && attempt <= times) {
      say(`Told to fail, for the ${attempt}. time.`);
      throw new Error(`Told to fail ${times} times.`);
    }
    await db.write(async (tx) => {
      await addEffect(tx, id);
      if (what !== 'effect-apart') await finish(tx);
    });
  }),
];
