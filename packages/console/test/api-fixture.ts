import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { listNodes } from '@holdfast/protocol/instance/list-nodes';
import { listStores } from '@holdfast/protocol/instance/list-stores';
import { getLatestProofs } from '@holdfast/protocol/proofs/latest';
import { listSchedules } from '@holdfast/protocol/work/schedules';
import { identityFixture } from './identity-fixture.ts';
import type { Mode } from './readiness-scripts.ts';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { NODES, plantedInstance, SCHEDULES, STORES } from './instance-data.ts';
import { plantedDecisions, someDecisions } from './decisions-data.ts';
import { type DecisionsFixture, decisionsFixture } from './decisions-fixture.ts';
import { embedderRoutes } from './embedder-fixture.ts';
import { feedRoutes } from './feeds-fixture.ts';
import { importFileRoutes } from './import-file-fixture.ts';
import { someImports } from './imports-data.ts';
import { importRoutes } from './imports-fixture.ts';
import { plantedPairs, somePairs } from './knowledge-data.ts';
import { notificationRoutes } from './notifications-fixture.ts';
import { pairRoutes } from './pairs-fixture.ts';
import { partialProofs, plantedProofs, someProofs } from './proofs-data.ts';
import { type FixtureTrace, plantedTraces, someTraces } from './traces-data.ts';
import { savedView, viewRoutes } from './views-fixture.ts';
import { traceRoutes } from './traces-fixture.ts';
import { rulingRoutes } from './rules-fixture.ts';
import { searchRoutes } from './search-fixture.ts';
import { plantedJobs, someJobs } from './work-data.ts';
import { instanceWorkRoutes } from './instance-work-fixture.ts';
import { workRoutes } from './work-fixture.ts';
import { workflowRoutes } from './workflow-fixture.ts';

export const PLANTED = '<img src=x onerror="document.title=\'owned\'">';
const LONG = `https://example.com/${'y'.repeat(79)}`;

/** What everything is called where that is an attack. */
const textOf = (mode: Mode): string | undefined => ({ planted: PLANTED, long: LONG })[mode as string];

const NOTHING = { schedules: [], nodes: [], stores: [] };

const dataOf = (mode: Mode) => {
  if (mode === 'empty') return { jobs: [], ...NOTHING, proofs: undefined };
  if (mode === 'planted')
    return { jobs: plantedJobs(PLANTED), ...plantedInstance(PLANTED), proofs: plantedProofs(PLANTED) };
  if (mode === 'long') return { jobs: plantedJobs(LONG), ...plantedInstance(LONG), proofs: plantedProofs(LONG) };
  if (mode === 'partial') return { jobs: [], ...NOTHING, proofs: partialProofs() };
  return { jobs: someJobs(), schedules: SCHEDULES, nodes: NODES, stores: STORES, proofs: someProofs() };
};

const tracesOf = (mode: Mode): FixtureTrace[] => {
  const text = textOf(mode);
  if (mode === 'empty') return [];
  return text === undefined ? someTraces() : plantedTraces(text);
};

const pairsOf = (mode: Mode): Pair[] => {
  const text = textOf(mode);
  if (mode === 'empty') return [];
  return text === undefined ? somePairs() : plantedPairs(text);
};

const listed = (items: readonly unknown[]) => () => ({ items, next_cursor: null });

export interface ApiFixture {
  readonly routes: readonly FixtureRoute[];
  readonly work: (id: string, by: number) => void;
  /** The traces there are, the latest first. They may be changed. */
  readonly traces: FixtureTrace[];
  /** The pairs there are. They may be changed. */
  readonly pairs: Pair[];
  /** The imports there are, the latest first. They may be changed. */
  readonly imports: ImportJob[];
  /** Somebody else does something with a decision. */
  readonly decideMeanwhile: DecisionsFixture['meanwhile'];
}

/** What the server answers under /api/v1 in a mode. Jobs change as they are dealt with. */
export const apiFixture = (mode: Mode): ApiFixture => {
  const { jobs, schedules, nodes, stores, proofs } = dataOf(mode);
  const traces = tracesOf(mode);
  const pairs = pairsOf(mode);
  const text = textOf(mode);
  const decisions = decisionsFixture(
    mode === 'empty' ? [] : text === undefined ? someDecisions() : plantedDecisions(text),
    text,
  );
  const imports = mode === 'empty' ? [] : someImports(text);
  const routes = [
    ...viewRoutes(mode === 'planted' || mode === 'long' ? [savedView(textOf(mode)?.slice(0, 100) ?? '')] : []),
    ...pairRoutes(pairs),
    ...importRoutes(imports, text),
    ...importFileRoutes(imports),
    ...feedRoutes(mode === 'empty', text),
    ...searchRoutes(pairs),
    ...notificationRoutes(text, mode === 'empty'),
    ...rulingRoutes(text, mode === 'empty'),
    ...decisions.routes,
    ...embedderRoutes(text, mode === 'empty'),
    ...traceRoutes(traces, text === undefined ? undefined : () => text),
    ...workRoutes(jobs),
    ...instanceWorkRoutes(jobs),
    ...workflowRoutes(mode === 'empty', textOf(mode)),
    route(listSchedules, () => ({ items: schedules })),
    route(listNodes, listed(nodes)),
    route(listStores, listed(stores)),
    route(getLatestProofs, () => proofs ?? ApiProblem.raise(404, 'not_found', 'No report was left here.')),
  ];
  const identity = identityFixture(mode, text);
  const guarded = [...routes, ...identity.routes].map(({ contract, answer }) =>
    route(contract, (request) => {
      identity.admit(contract, request.headers);
      return answer(request);
    }),
  );
  const work = (id: string, by: number): void => {
    for (const [index, job] of jobs.entries()) {
      const { progress } = job;
      if (job.id === id && progress !== undefined) {
        jobs.splice(index, 1, { ...job, progress: { ...progress, done: progress.done + by } });
      }
    }
  };
  return { routes: guarded, work, traces, pairs, imports, decideMeanwhile: decisions.meanwhile };
};
