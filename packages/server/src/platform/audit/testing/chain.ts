import type { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { silentLog } from '../../../../test/ground/silent-log.ts';
import { systemClock } from '../../clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { createIds } from '../../ids/uuid7.ts';
import type { Log } from '../../log/log.ts';
import type { Act } from '../act.ts';
import { createAudit, type Audit } from '../audit.ts';
import { createSealer, type Sealer } from '../sealer.ts';
import { sealEntries } from '../store.ts';

export const noMetrics = { count: () => {}, gauge: () => {} };

export const openSealer = (
  database: Database,
  more: { log?: Log; lookEveryMs?: number; headsEveryMs?: number } = {},
): Sealer => createSealer({ db: database.forInstance(), metrics: noMetrics, log: silentLog, ...more });

/** A trail whose entries wait until somebody seals them. */
export const unsealedTrail = (): Audit =>
  createAudit({ soon: () => {}, close: async () => {} }, createIds(systemClock));

export const anAct = (more: Partial<Act> = {}): Act => ({
  action: 'key.created',
  actor: { kind: 'member', id: randomUUID() },
  object: { kind: 'key', id: randomUUID() },
  facts: { scopes: ['work:read', 'ünï "code"'], count: 1.5, none: null },
  personal: { account: undefined, address: '203.0.113.7', agent: 'a browser' },
  ...more,
});

/** So many acts of a workspace, in the chain. */
export const writeChain = async (database: Database, workspace: WorkspaceId, length: number): Promise<void> => {
  const audit = unsealedTrail();
  for (let count = 0; count < length; count += 1)
    await database.forWorkspace(workspace).write((tx) => audit.add(tx, anAct()));
  await sealEntries(database.forInstance(), workspace, length);
};
