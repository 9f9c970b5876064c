import { jitter } from '../../platform/crypto/random.ts';
import type { Capability } from '../../platform/capability.ts';
import { afterCommit } from '../../platform/database/after-commit.ts';
import { createEmbedding } from './embedding/create-embedding.ts';
import type { FeedsParts } from './feeds/parts.ts';
import { feedsWork } from './feeds/pulling/work.ts';
import { feedRoutes } from './feeds/routes.ts';
import { countFailingFeeds, readFeedNames } from './feeds/store/feeds.ts';
import { importRoutes } from './imports/routes.ts';
import { createSurveyTurns } from './imports/survey-turns.ts';
import { importsWork } from './imports/work/work.ts';
import { countAllPairs } from './overview/store.ts';
import { overviewRoutes } from './overview/routes.ts';
import type { PairsParts } from './pairs/parts.ts';
import { pairRoutes } from './pairs/routes.ts';
import { createTextTurns } from './pairs/text-turns.ts';
import { forgetting } from './pairs/upkeep/forget.ts';
import type { Work } from '../../platform/jobs/work.ts';
import type { KnowledgeParts } from './parts.ts';
import { sampleRoutes } from './sample/sample.ts';
import { KNOWLEDGE_TOOLS } from './tools.ts';
import { createSearch } from './search/create-search.ts';

export type { ImportLimits } from './imports/parts.ts';

export interface Knowledge extends Required<Pick<Capability, 'endpoints' | 'work' | 'tools'>> {
  close(): Promise<void>;
}

/** What the workspace knows, as questions and answers. */
export const createKnowledge = (given: KnowledgeParts): Knowledge => {
  const parts = { ...given, namesOf: alsoFeeds(given.namesOf) };
  const { onChanged } = parts;
  const embedding = createEmbedding({
    ...parts,
    timeoutMs: parts.embedderTimeoutMs,
    folder: parts.transformersFolder,
    onEmbedded: (workspace) => onChanged(workspace, 'embedding'),
  });
  const onPairs: PairsParts['onPairs'] = async (tx) => {
    await embedding.fillLater(tx);
    afterCommit(tx, () => onChanged(tx.workspace, 'pairs'));
  };
  const imports = { ...parts, onPairs, limits: parts.importLimits, surveyTurns: createSurveyTurns() };
  const feeds: FeedsParts = { ...imports, jitter };
  parts.metrics.gauge('holdfast_feeds_failing', async () => [
    { labels: {}, value: await parts.database.forInstance().read(countFailingFeeds) },
  ]);
  parts.metrics.gauge('holdfast_knowledge_pairs', async () => [
    { labels: {}, value: await parts.database.forInstance().read(countAllPairs) },
  ]);
  const search = createSearch({ ...parts, mostBytes: parts.searchBytes, embedQuestion: embedding.embedQuestion });
  return {
    tools: KNOWLEDGE_TOOLS,
    endpoints: [
      ...overviewRoutes(),
      ...pairRoutes({ ...parts, onPairs, textTurns: createTextTurns() }),
      ...importRoutes(imports),
      ...feedRoutes(feeds),
      ...sampleRoutes(),
      ...embedding.endpoints,
      ...search.endpoints,
    ],
    work: allOf([forgetting(parts), importsWork(imports), feedsWork(feeds), embedding.work]),
    async close() {
      await search.close();
      await embedding.close();
    },
  };
};

/** What people, keys and feeds are called, by their ids. */
const alsoFeeds =
  (namesOf: KnowledgeParts['namesOf']): KnowledgeParts['namesOf'] =>
  async (tx, ids) =>
    new Map([...(await readFeedNames(tx, ids)), ...(await namesOf(tx, ids))]);

/** Each room has its own. */
const allOf = (rooms: readonly Work[]): Required<Work> => ({
  handlers: rooms.flatMap(({ handlers }) => handlers),
  schedules: rooms.flatMap(({ schedules = [] }) => schedules),
});
