import type { JobDetail, Outcome } from '@holdfast/protocol/work/job';

export interface Try {
  readonly number: number;
  readonly node: string;
  readonly startedAt: number;
  /** Undefined while it runs. */
  readonly endedAt: number | undefined;
  readonly outcome: Outcome | 'done' | 'running';
  readonly error: string | null;
}

/** The try that the history does not have: the one that runs, or the one that ended well. */
const lastTry = (job: JobDetail, number: number): readonly Try[] => {
  if (job.started_at === null || (job.state !== 'running' && job.state !== 'done')) return [];
  return [
    {
      number,
      node: job.node ?? 'not known',
      startedAt: Date.parse(job.started_at),
      endedAt: job.finished_at === null ? undefined : Date.parse(job.finished_at),
      outcome: job.state,
      error: null,
    },
  ];
};

/** Every try that is known of, the latest last. */
export const triesOf = (job: JobDetail): readonly Try[] => [
  ...job.history.map((attempt) => ({
    number: attempt.number,
    node: attempt.node,
    startedAt: Date.parse(attempt.started_at),
    endedAt: Date.parse(attempt.ended_at),
    outcome: attempt.outcome,
    error: attempt.error,
  })),
  ...lastTry(job, (job.history.at(-1)?.number ?? 0) + 1),
];
