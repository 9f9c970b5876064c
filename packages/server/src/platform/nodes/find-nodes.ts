import { createDatabase } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { ListedNode } from './node.ts';
import { NODE_TIMES } from './nodes.ts';
import { listNodes } from './store.ts';

const LIMIT_MS = 5000;

/** The nodes that serve from a database, for somebody who is none of them. */
export const findNodes = async (url: URL, log: Log): Promise<ListedNode[]> => {
  const limits = { statementTimeoutMs: LIMIT_MS, lockTimeoutMs: LIMIT_MS };
  const database = createDatabase({ url, connections: 1, waitMs: LIMIT_MS, limits, log });
  try {
    const nodes = await database.forInstance().read((tx) => listNodes(tx, NODE_TIMES.goneAfterMs));
    return nodes.filter(({ silent }) => !silent);
  } finally {
    await database.close();
  }
};
