import type { WorkspaceId } from '@holdfast/protocol/ids';
import { createTicker } from '../clock/ticker.ts';
import type { InstanceDb } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { createHeadLines } from './head-lines.ts';
import { findUnsealed, readUnsealedSeconds, sealEntries } from './store.ts';

/**
 * Chains entries after their commit: an act does not wait for the acts of others, and a moment later its entry can no more be
 * altered unnoticed.
 */
export interface Sealer {
  soon(workspace: WorkspaceId): void;
  close(): Promise<void>;
}

export interface SealerParts {
  readonly db: InstanceDb;
  readonly metrics: Pick<Metrics, 'count' | 'gauge'>;
  readonly log: Log;
  /** How late an entry is sealed whose node died after the commit. */
  readonly lookEveryMs?: number;
  readonly headsEveryMs?: number;
}

const AT_ONCE = 500;
const WORKSPACES_A_LOOK = 1000;
const LOOK_EVERY_MS = 10_000;
const HEADS_EVERY_MS = 3_600_000;
/** What comes within this is sealed together: a hundred acts at once cost one look and not a hundred. */
const GATHER_MS = 200;

export const createSealer = ({
  db,
  metrics,
  log,
  lookEveryMs = LOOK_EVERY_MS,
  headsEveryMs = HEADS_EVERY_MS,
}: SealerParts): Sealer => {
  const waiting = new Set<WorkspaceId>();
  const heads = createHeadLines(db, log, headsEveryMs);
  let lookAt = 0;
  metrics.gauge('holdfast_audit_unsealed_seconds', async () => [{ labels: {}, value: await readUnsealedSeconds(db) }]);

  const unsealed = (error: unknown, workspace?: WorkspaceId): void =>
    log.warn(
      { event: 'audit_unsealed', workspace, err: error },
      'Entries of the audit trail could not be sealed; they wait. Check the chain with `npm run holdfast -- audit verify`.',
    );
  const seal = async (workspace: WorkspaceId): Promise<void> => {
    const sealed = await sealEntries(db, workspace, AT_ONCE);
    metrics.count('holdfast_audit_sealed_total', {}, sealed);
    if (sealed > 0) heads.moved(workspace);
    if (sealed === AT_ONCE) waiting.add(workspace);
  };
  /** One that was tampered with holds up no other. */
  const sealAll = async (): Promise<void> => {
    for (const workspace of waiting) {
      waiting.delete(workspace);
      await seal(workspace).catch((error: unknown) => unsealed(error, workspace));
    }
  };
  const look = async (): Promise<void> => {
    for (const workspace of await findUnsealed(db, WORKSPACES_A_LOOK)) waiting.add(workspace);
    await sealAll();
    await heads.tellNowAndThen();
  };
  const ticker = createTicker(async () => {
    await sealAll();
    if (performance.now() < lookAt) return lookAt - performance.now();
    await look().catch((error: unknown) => unsealed(error));
    lookAt = performance.now() + lookEveryMs;
    return lookEveryMs;
  });
  ticker.now();

  return {
    soon(workspace) {
      if (waiting.size === 0) ticker.within(GATHER_MS);
      waiting.add(workspace);
    },
    async close() {
      // what is left is sealed by the next look of any node
      await ticker.stop();
      await heads.tell().catch((error: unknown) => unsealed(error));
    },
  };
};
