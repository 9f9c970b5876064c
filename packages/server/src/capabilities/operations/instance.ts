import type { InstanceNode } from '@holdfast/protocol/instance/list-nodes';
import type { InstanceStore } from '@holdfast/protocol/instance/list-stores';
import type { PartHealth } from '@holdfast/protocol/process/readiness';
import type { Timestamp } from '@holdfast/protocol/time';
import type { Database, InstanceDb } from '../../platform/database/database.ts';
import type { Ephemeral } from '../../platform/ephemeral/ephemeral.ts';
import type { DataFolder } from '../../platform/files/data-folder.ts';
import { sizeOfFolder } from '../../platform/files/folder-size.ts';
import { OK, type Health } from '../../platform/lifecycle/health.ts';
import type { Nodes } from '../../platform/nodes/nodes.ts';
import type { ListedNode } from '../../platform/nodes/node.ts';
import { readDatabaseSize } from './store.ts';

export interface InstanceParts {
  readonly nodes: Nodes;
  readonly ephemeral: Ephemeral;
  readonly folder: DataFolder;
  readonly health: Health;
  readonly database: Database;
  /** Undefined on a node that keeps none. */
  readonly spans: KeptSpans | undefined;
}

export interface KeptSpans {
  sizes(): { readonly log: number; readonly sealed: number; readonly index: number } | undefined;
}

/** What an operator asks about the instance as a whole. */
export const createInstance = ({ nodes, ephemeral, folder, health, database, spans }: InstanceParts) => ({
  listNodes: async (db: InstanceDb): Promise<InstanceNode[]> =>
    (await nodes.list(db)).map((node) => toNode(node, nodes.self.id)),

  async listStores(db: InstanceDb): Promise<InstanceStore[]> {
    const { parts } = await health.read();
    const healthOf = (name: string): PartHealth => parts[name] ?? OK;
    const own = await Promise.all([
      databaseOf(database.place, nodes.self.embedded, db, healthOf('database')),
      folderOf(folder.root, healthOf('data folder')),
      ephemeralOf(ephemeral, healthOf('redis')),
    ]);
    return spans === undefined ? own : [...own, spansOf(spans, folder.spans, healthOf('spans'))];
  },
});

const toNode = ({ silent, draining, ...node }: ListedNode, self: string): InstanceNode => ({
  id: node.id,
  role: node.role,
  status: silent ? 'silent' : draining ? 'draining' : 'up',
  version: node.version,
  host: node.host,
  url: node.url,
  // the database wrote them, so they have their form
  started_at: node.started_at as Timestamp,
  seen_at: node.seen_at as Timestamp,
  answering: node.id === self,
});

const databaseOf = async (
  place: string,
  embedded: boolean,
  db: InstanceDb,
  health: PartHealth,
): Promise<InstanceStore> => ({
  name: 'database',
  kind: 'postgres',
  place,
  embedded,
  holds: 'Everything that must not be lost.',
  size_bytes: health.status === 'down' ? null : await db.read(readDatabaseSize),
  free_bytes: null,
  health,
});

const folderOf = async (root: string, health: PartHealth): Promise<InstanceStore> => {
  const { usedBytes, freeBytes } = await sizeOfFolder(root);
  return {
    name: 'data folder',
    kind: 'folder',
    place: root,
    embedded: true,
    holds: 'The identity of this node, its secret key, and the embedded stores.',
    size_bytes: usedBytes ?? null,
    free_bytes: freeBytes ?? null,
    health,
  };
};

const spansOf = (spans: KeptSpans, place: string, health: PartHealth): InstanceStore => {
  const sizes = spans.sizes();
  return {
    name: 'spans',
    kind: 'duckdb',
    place,
    embedded: true,
    holds: 'Traces: what was received, and the index in which it is found.',
    size_bytes: sizes === undefined ? null : sizes.log + sizes.sealed + sizes.index,
    free_bytes: null,
    health,
  };
};

const LOSABLE = 'What may be lost: sessions, turns, counts, messages between nodes.';

const ephemeralOf = async ({ redis, size }: Ephemeral, health: PartHealth): Promise<InstanceStore> => {
  const store = { holds: LOSABLE, free_bytes: null, health };
  if (redis === undefined) {
    const place = 'this process';
    return { ...store, name: 'memory', kind: 'memory', place, embedded: true, size_bytes: size().bytes };
  }
  const size_bytes = (await redis.sizeBytes()) ?? null;
  return { ...store, name: 'redis', kind: 'redis', place: redis.place, embedded: false, size_bytes };
};
