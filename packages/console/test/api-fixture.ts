import { listNodes } from '@holdfast/protocol/instance/list-nodes';
import { listStores } from '@holdfast/protocol/instance/list-stores';
import { listSchedules } from '@holdfast/protocol/work/schedules';
import type { Mode } from './readiness-scripts.ts';
import { type FixtureRoute, route } from './fixture-route.ts';
import { NODES, plantedInstance, SCHEDULES, STORES } from './instance-data.ts';
import { plantedJobs, someJobs } from './work-data.ts';
import { workRoutes } from './work-fixture.ts';

export const PLANTED = '<img src=x onerror="document.title=\'owned\'">';
const LONG = `https://example.com/${'y'.repeat(79)}`;

const EMPTY = { schedules: [], nodes: [], stores: [] };

const dataOf = (mode: Mode) => {
  if (mode === 'empty') return { jobs: [], ...EMPTY };
  if (mode === 'planted') return { jobs: plantedJobs(PLANTED), ...plantedInstance(PLANTED) };
  if (mode === 'long') return { jobs: plantedJobs(LONG), ...plantedInstance(LONG) };
  return { jobs: someJobs(), schedules: SCHEDULES, nodes: NODES, stores: STORES };
};

const listed = (items: readonly unknown[]) => () => ({ items, next_cursor: null });

/** What the server answers under /api/v1 in a mode. Jobs change as they are dealt with. */
export const apiRoutes = (mode: Mode): readonly FixtureRoute[] => {
  const { jobs, schedules, nodes, stores } = dataOf(mode);
  return [
    ...workRoutes(jobs),
    route(listSchedules, () => ({ items: schedules })),
    route(listNodes, listed(nodes)),
    route(listStores, listed(stores)),
  ];
};
