import type { Capability } from '../../platform/capability.ts';
import { afterCommit } from '../../platform/database/after-commit.ts';
import type { PairsParts } from './pairs/parts.ts';
import { pairRoutes } from './pairs/routes.ts';
import type { KnowledgeParts } from './parts.ts';

/** What the workspace knows, as questions and answers. */
export const createKnowledge = (parts: KnowledgeParts): Capability => {
  const onPairs: PairsParts['onPairs'] = async (tx) => {
    afterCommit(tx, () => parts.onChanged(tx.workspace, 'pairs'));
  };
  return { endpoints: pairRoutes({ ...parts, onPairs }) };
};
