import type { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { systemClock as clock } from '../../packages/server/src/platform/clock/clock.ts';
import { createDatabase } from '../../packages/server/src/platform/database/database.ts';
import { createIds } from '../../packages/server/src/platform/ids/uuid7.ts';
import { createOutboxTelemetry } from '../../packages/server/src/platform/outbox/outbox-telemetry.ts';
import { createMetrics } from '../../packages/server/src/platform/telemetry/metrics.ts';
import { startGroundPostgres } from '../../packages/server/test/ground/postgres.ts';
import { silentLog as log } from '../../packages/server/test/ground/silent-log.ts';

const WORKSPACES = 8;

/** A PostgreSQL with the tables of the tests, and what every measurement needs. */
export const openGround = async () => {
  const { postgres, stop } = await startGroundPostgres();
  const limits = { statementTimeoutMs: 60_000, lockTimeoutMs: 10_000 };
  const database = createDatabase({ url: new URL(postgres.appUrl), connections: 20, waitMs: 10_000, limits, log });
  const owner = new pg.Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  const node = randomUUID();
  await owner.query(
    `insert into holdfast.nodes (id, folder_id, role, version, host, shares_redis, embedded, started_at, seen_at)
     values ($1, $1, 'all', '0', 'bench', false, false, now(), now())`,
    [node],
  );
  const spaces = Array.from({ length: WORKSPACES }, () => randomUUID() as WorkspaceId);
  const { rows } = await owner.query<{ fsync: string; commit: string }>(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  );
  return {
    database,
    node,
    log,
    clock,
    durability: `fsync ${rows[0]?.fsync}, synchronous_commit ${rows[0]?.commit}`,
    makeId: createIds(clock),
    outboxTelemetry: createOutboxTelemetry({ metrics: createMetrics(), log }),
    /** The nth workspace, around and around. */
    space: (nth: number): WorkspaceId => spaces[nth % WORKSPACES] as WorkspaceId,
    async clear(): Promise<void> {
      const tables =
        'holdfast.outbox_events, holdfast.outbox_deliveries, holdfast.outbox_lanes, holdfast.outbox_objects';
      await owner.query(`truncate ${tables}`);
      await owner.query(`vacuum analyze ${tables}`);
    },
    isEmpty: async (sql: string): Promise<boolean> => (await owner.query(sql)).rowCount === 0,
    async close(): Promise<void> {
      await database.close();
      await owner.end();
      await stop();
    },
  };
};

export type Ground = Awaited<ReturnType<typeof openGround>>;
