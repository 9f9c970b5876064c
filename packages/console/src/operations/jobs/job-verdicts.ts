import type { Job, JobState } from '@holdfast/protocol/work/job';

export interface Verdict {
  readonly isPossible: boolean;
  /** What it does, or why it cannot be done. */
  readonly sentence: string;
}

const possible = (sentence: string): Verdict => ({ isPossible: true, sentence });
const not = (sentence: string): Verdict => ({ isPossible: false, sentence });

const RETRY: Readonly<Record<JobState, Verdict>> = {
  delayed: possible('Runs it now instead of at its time.'),
  waiting: not('It may run already: a worker takes it when one is free.'),
  running: not('It runs just now.'),
  dead: not('It was given up. Send it again instead, with all its tries.'),
  done: not('It is done.'),
  cancelled: not('It was taken back.'),
};

const CANCEL: Readonly<Record<JobState, Verdict>> = {
  delayed: possible('Takes it back before it runs again.'),
  waiting: possible('Takes it back before it runs.'),
  running: possible('Asks its worker to stop. What it did so far stays done.'),
  dead: possible('Takes it off the dead letters for good.'),
  done: not('It is done: there is nothing to take back.'),
  cancelled: not('It was taken back already.'),
};

const redriveOf = (state: JobState): Verdict =>
  state === 'dead'
    ? possible('Sends it again with all its tries.')
    : not(`Only a dead letter is sent again; it is ${state}.`);

/** What a person may do with a job as it is. The server has the last word. */
export const verdictsOf = ({ state }: Pick<Job, 'state'>) => ({
  retry: RETRY[state],
  cancel: CANCEL[state],
  redrive: redriveOf(state),
});
