import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { InstanceDb } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import { readHeads } from './store.ts';

/** Says in the log where chains end: a log that is kept elsewhere knows what the database said, whoever writes to it afterwards. */
export interface HeadLines {
  moved(workspace: WorkspaceId): void;
  tellNowAndThen(): Promise<void>;
  tell(): Promise<void>;
}

export const createHeadLines = (db: InstanceDb, log: Log, everyMs: number): HeadLines => {
  const moved = new Set<WorkspaceId>();
  let toldAt = performance.now();

  const tell = async (): Promise<void> => {
    if (moved.size === 0) return;
    const heads = await readHeads(db, [...moved]);
    moved.clear();
    for (const { workspace, number, hash } of heads)
      log.info({ event: 'audit_head', workspace, number, hash }, `The audit trail ends at ${number}:${hash}.`);
  };
  return {
    moved: (workspace) => void moved.add(workspace),
    async tellNowAndThen() {
      if (performance.now() - toldAt < everyMs) return;
      toldAt = performance.now();
      await tell();
    },
    tell,
  };
};
