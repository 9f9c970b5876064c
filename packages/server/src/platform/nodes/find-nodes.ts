import { createDatabase } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { ListedNode } from './node.ts';
import { NODE_TIMES } from './node-times.ts';
import { listNodes, readInstanceId } from './store.ts';

const LIMIT_MS = 5000;

export interface FoundNodes {
  readonly instanceId: string;
  readonly nodes: readonly ListedNode[];
}

/** The nodes that serve from a database, for somebody who is none of them. */
export const findNodes = async (url: URL, log: Log): Promise<FoundNodes> => {
  const limits = { statementTimeoutMs: LIMIT_MS, lockTimeoutMs: LIMIT_MS };
  const database = createDatabase({ url, connections: 1, waitMs: LIMIT_MS, limits, log });
  try {
    return await database.forInstance().read(async (tx) => ({
      instanceId: await readInstanceId(tx),
      nodes: (await listNodes(tx, NODE_TIMES.goneAfterMs)).filter(({ silent }) => !silent),
    }));
  } finally {
    await database.close();
  }
};
