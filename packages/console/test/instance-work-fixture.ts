import {
  listInstanceDeadLetters,
  redriveInstanceJob,
  redriveInstanceQueue,
} from '@holdfast/protocol/work/dead-letters';
import type { JobDetail } from '@holdfast/protocol/work/job';
import { listInstanceQueues } from '@holdfast/protocol/work/queues';
import { type FixtureRoute, route } from './fixture-route.ts';
import { housekeepingLetters } from './work-data.ts';
import { jobOf, queuesOf } from './work-fixture.ts';

/** What an operator sees of jobs: all queues, and the dead letters of the instance itself. */
export const instanceWorkRoutes = (jobs: readonly JobDetail[]): readonly FixtureRoute[] => {
  let letters = jobs.length === 0 ? [] : housekeepingLetters();
  const take = (isTaken: (letter: JobDetail) => boolean): readonly JobDetail[] => {
    const taken = letters.filter(isTaken);
    letters = letters.filter((letter) => !isTaken(letter));
    return taken;
  };
  return [
    route(listInstanceQueues, () => ({ items: queuesOf([...jobs, ...letters]) })),
    route(listInstanceDeadLetters, ({ search }) => ({
      items: letters.filter(({ queue }) => (search.get('queue') ?? queue) === queue),
      next_cursor: null,
    })),
    route(redriveInstanceJob, ({ id }) => {
      const [letter] = take((one) => one.id === id);
      return letter === undefined ? undefined : { ...jobOf(letter), state: 'waiting' };
    }),
    route(redriveInstanceQueue, ({ body }) => ({
      redriven: take(({ queue }) => queue === (body as { queue: string }).queue).length,
      kept: 0,
    })),
  ];
};
