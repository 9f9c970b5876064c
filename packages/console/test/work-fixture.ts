import type { Job, JobState } from '@holdfast/protocol/work/job';
import { type JobDetail } from '@holdfast/protocol/work/job';
import { listDeadLetters, redriveJob, redriveQueue } from '@holdfast/protocol/work/dead-letters';
import { cancelJob, getJob, listJobs, retryJob } from '@holdfast/protocol/work/jobs';
import { listQueues, type Queue } from '@holdfast/protocol/work/queues';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { before } from './work-data.ts';

const PAGE = 50;

const countIn = (jobs: readonly JobDetail[], queue: string, state: JobState): number =>
  jobs.filter((job) => job.queue === queue && job.state === state).length;

export const queuesOf = (jobs: readonly JobDetail[]): Queue[] =>
  [...new Set(jobs.map(({ queue }) => queue))].map((name) => ({
    name,
    waiting: countIn(jobs, name, 'waiting'),
    delayed: countIn(jobs, name, 'delayed'),
    running: countIn(jobs, name, 'running'),
    dead: countIn(jobs, name, 'dead'),
    oldest_waiting_seconds: countIn(jobs, name, 'waiting') === 0 ? null : 600,
  }));

const pageOf = <Item>(items: readonly Item[], cursor: string | null) => {
  const from = Number(cursor ?? 0);
  const next = from + PAGE;
  return { items: items.slice(from, next), next_cursor: next < items.length ? String(next) : null };
};

const isIn = (job: JobDetail, search: URLSearchParams): boolean =>
  [
    ['queue', job.queue],
    ['state', job.state],
    ['name', job.name],
  ].every(([name, value]) => (search.get(name ?? '') ?? value) === value);

export const jobOf = (job: JobDetail): Job => {
  const { history: _, log: __, ...rest } = job;
  return rest;
};

/** Jobs that can be looked at and dealt with as the real server would have it. */
export const workRoutes = (jobs: JobDetail[]): readonly FixtureRoute[] => {
  const find = (id: string): JobDetail =>
    jobs.find((job) => job.id === id) ?? ApiProblem.raise(404, 'not_found', 'There is no such job.');
  const become = (id: string, state: JobState): JobDetail => {
    const next: JobDetail = {
      ...find(id),
      state,
      run_at: before(0),
      finished_at: state === 'cancelled' ? before(0) : null,
    };
    jobs.splice(jobs.indexOf(find(id)), 1, next);
    return next;
  };
  const onlyIf = (id: string, states: readonly JobState[], what: string): void => {
    const { state } = find(id);
    if (!states.includes(state)) ApiProblem.raise(409, 'conflict', `The job is ${state}: ${what}`);
  };
  return [
    route(listQueues, () => ({ items: queuesOf(jobs) })),
    route(listJobs, ({ search }) => pageOf(jobs.filter((job) => isIn(job, search)).map(jobOf), search.get('cursor'))),
    route(getJob, ({ id }) => find(id)),
    route(listDeadLetters, ({ search }) =>
      pageOf(
        jobs.filter((job) => job.state === 'dead' && isIn(job, search)),
        search.get('cursor'),
      ),
    ),
    route(retryJob, ({ id }) => {
      onlyIf(id, ['delayed', 'waiting', 'dead'], 'only one that waits or was given up can be run now.');
      return jobOf(become(id, 'waiting'));
    }),
    route(cancelJob, ({ id }) => {
      const { state } = find(id);
      if (state === 'running') return { ...jobOf(find(id)), cancelling: true };
      return { ...jobOf(become(id, 'cancelled')), cancelling: false };
    }),
    route(redriveJob, ({ id }) => {
      onlyIf(id, ['dead'], 'only a dead letter can be sent again.');
      return jobOf(become(id, 'waiting'));
    }),
    route(redriveQueue, ({ body }) => {
      const dead = jobs.filter((job) => job.state === 'dead' && job.queue === (body as { queue: string }).queue);
      for (const { id } of dead) become(id, 'waiting');
      return { redriven: dead.length, kept: 0 };
    }),
  ];
};
