import type { Capability } from '../../platform/capability.ts';
import { afterCommit } from '../../platform/database/after-commit.ts';
import { createEmbedding } from './embedding/create-embedding.ts';
import { importRoutes } from './imports/routes.ts';
import { createSurveyTurns } from './imports/survey-turns.ts';
import { importsWork } from './imports/work/work.ts';
import { countAllPairs } from './overview/store.ts';
import { overviewRoutes } from './overview/routes.ts';
import type { PairsParts } from './pairs/parts.ts';
import { pairRoutes } from './pairs/routes.ts';
import { forgetting } from './pairs/upkeep/forget.ts';
import type { Work } from '../../platform/jobs/work.ts';
import type { KnowledgeParts } from './parts.ts';
import { sampleRoutes } from './sample/sample.ts';
import { createSearch } from './search/create-search.ts';

export type { ImportLimits } from './imports/parts.ts';

export interface Knowledge extends Required<Pick<Capability, 'endpoints' | 'work'>> {
  close(): Promise<void>;
}

/** What the workspace knows, as questions and answers. */
export const createKnowledge = (parts: KnowledgeParts): Knowledge => {
  const { onChanged } = parts;
  const embedding = createEmbedding({
    ...parts,
    timeoutMs: parts.embedderTimeoutMs,
    onEmbedded: (workspace) => onChanged(workspace, 'embedding'),
  });
  const onPairs: PairsParts['onPairs'] = async (tx) => {
    await embedding.fillLater(tx);
    afterCommit(tx, () => onChanged(tx.workspace, 'pairs'));
  };
  const imports = { ...parts, onPairs, limits: parts.importLimits, surveyTurns: createSurveyTurns() };
  parts.metrics.gauge('holdfast_knowledge_pairs', async () => [
    { labels: {}, value: await parts.database.forInstance().read(countAllPairs) },
  ]);
  const search = createSearch({ ...parts, mostBytes: parts.searchBytes, embedQuestion: embedding.embedQuestion });
  return {
    endpoints: [
      ...overviewRoutes(),
      ...pairRoutes({ ...parts, onPairs }),
      ...importRoutes(imports),
      ...sampleRoutes(),
      ...embedding.endpoints,
      ...search.endpoints,
    ],
    work: allOf([forgetting(parts), importsWork(imports), embedding.work]),
    async close() {
      await search.close();
      await embedding.close();
    },
  };
};

/** Each room has its own. */
const allOf = (rooms: readonly Work[]): Required<Work> => ({
  handlers: rooms.flatMap(({ handlers }) => handlers),
  schedules: rooms.flatMap(({ schedules = [] }) => schedules),
});
