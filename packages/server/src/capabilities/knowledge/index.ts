import type { Capability } from '../../platform/capability.ts';
import { afterCommit } from '../../platform/database/after-commit.ts';
import { countAllPairs } from './overview/store.ts';
import { overviewRoutes } from './overview/routes.ts';
import type { PairsParts } from './pairs/parts.ts';
import { pairRoutes } from './pairs/routes.ts';
import { forgetting } from './pairs/upkeep/forget.ts';
import type { Work } from '../../platform/jobs/work.ts';
import type { KnowledgeParts } from './parts.ts';

/** What the workspace knows, as questions and answers. */
export const createKnowledge = (parts: KnowledgeParts): Required<Pick<Capability, 'endpoints' | 'work'>> => {
  const onPairs: PairsParts['onPairs'] = async (tx) => {
    afterCommit(tx, () => parts.onChanged(tx.workspace, 'pairs'));
  };
  parts.metrics.gauge('holdfast_knowledge_pairs', async () => [
    { labels: {}, value: await parts.database.forInstance().read(countAllPairs) },
  ]);
  return {
    endpoints: [...overviewRoutes(), ...pairRoutes({ ...parts, onPairs })],
    work: allOf([forgetting(parts)]),
  };
};

/** Each room has its own. */
const allOf = (rooms: readonly Work[]): Required<Work> => ({
  handlers: rooms.flatMap(({ handlers }) => handlers),
  schedules: rooms.flatMap(({ schedules = [] }) => schedules),
});
