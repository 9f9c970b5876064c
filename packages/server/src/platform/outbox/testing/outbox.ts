import type { WorkspaceId } from '@holdfast/protocol/ids';
import { afterAll, afterEach } from 'vitest';
import { z } from 'zod';
import type { TestDatabase } from '../../../../test/ground/database.ts';
import { silentLog as log } from '../../../../test/ground/silent-log.ts';
import { systemClock as clock } from '../../clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { createMemory } from '../../ephemeral/memory.ts';
import { createIds } from '../../ids/uuid7.ts';
import { createLive } from '../../live/live.ts';
import { allow } from '../../outbound/testing/outbound.ts';
import { createOutbound } from '../../outbound/outbound.ts';
import { createMetrics } from '../../telemetry/metrics.ts';
import { defineEvent } from '../define-event.ts';
import type { ToldEvent } from '../event.ts';
import { listenToEvents } from '../live-events.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { startRelay, type Relay } from '../relay.ts';
import type { RelayParts } from '../relay-workspace.ts';
import { createWake } from '../wake.ts';
import { createOutboxTelemetry } from '../outbox-telemetry.ts';
import type { DeliverParts } from '../webhooks/deliver.ts';
import type { WebhookTarget } from '../webhooks/targets.ts';
import { startWebhooks, type Webhooks } from '../webhooks/webhooks.ts';

export const noted = defineEvent({ type: 'note.written', kind: 'note', data: z.strictObject({ text: z.string() }) });

export interface SeenDelivery {
  readonly state: string;
  readonly sequence: number;
  readonly attempts: number;
  readonly status: number | null;
  readonly error: string | null;
}

/** Tells what is in the outbox of a test's own database. What a test starts is closed at its end. */
export const useOutbox = (ground: TestDatabase, database: Database) => {
  const makeId = createIds(clock);
  // wakes every relay and every node of the test; each has a memory of its own for all else
  const { bus, ...waking } = createMemory({ clock, makeId, log });
  afterAll(() => waking.close());
  const wake = createWake(bus);
  const outbox: Outbox = createOutbox({ makeId, wake });
  const targets = new Map<WorkspaceId, WebhookTarget[]>();
  const metrics = createMetrics();
  const outboxTelemetry = createOutboxTelemetry({ metrics, log });
  const open = new Set<() => Promise<unknown>>();

  afterEach(async () => {
    await Promise.all([...open].map((close) => close()));
    open.clear();
    targets.clear();
    await ground.as(
      'owner',
      'truncate holdfast.outbox_events, holdfast.outbox_deliveries, holdfast.outbox_lanes, holdfast.outbox_objects, holdfast.jobs, holdfast.nodes',
    );
  });

  return {
    outbox,
    metrics,
    add: (workspace: WorkspaceId, object: string, text: string) =>
      database.forWorkspace(workspace).write((tx) => outbox.add(tx, noted, { object, data: { text } })),
    addTarget(workspace: WorkspaceId, target: Pick<WebhookTarget, 'url'> & Partial<WebhookTarget>): string {
      const id = target.id ?? makeId();
      const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] as const;
      targets.set(workspace, [...(targets.get(workspace) ?? []), { secrets, ...target, id }]);
      return id;
    },
    removeTargets: (workspace: WorkspaceId) => void targets.delete(workspace),
    relay(more: Partial<RelayParts> = {}): Relay & { heard(workspace: WorkspaceId): ToldEvent[] } {
      const ephemeral = { ...createMemory({ clock, makeId, log }), bus };
      const live = createLive({ bus, metrics, makeId, log });
      const of = async (tx: { readonly workspace: WorkspaceId }) => targets.get(tx.workspace) ?? [];
      const relay = startRelay({ database, ephemeral, live, targets: { of }, makeId, wake, outboxTelemetry, ...more });
      const close = async (): Promise<void> => {
        open.delete(close);
        await relay.close();
        await ephemeral.close();
      };
      open.add(close);
      const heard = (workspace: WorkspaceId): ToldEvent[] => {
        const events: ToldEvent[] = [];
        const { bus } = more.ephemeral ?? ephemeral;
        listenToEvents(bus, workspace, { onEvent: (event) => void events.push(event), onGap: () => {} });
        return events;
      };
      return { close, heard };
    },
    /** A node that sends webhooks, on the list of nodes until it is told to be gone. */
    async node(
      receivers: readonly { readonly port: number }[],
      more: Partial<DeliverParts> = {},
    ): Promise<Webhooks & { gone(): Promise<unknown> }> {
      const node = makeId();
      await ground.as(
        'owner',
        `insert into holdfast.nodes (id, folder_id, role, version, host, shares_redis, embedded, started_at, seen_at)
         values ($1, $1, 'all', '0', 'test', false, false, now(), now())`,
        [node],
      );
      const outbound = createOutbound({
        allowed: allow(...receivers.map(({ port }) => `127.0.0.0/8:${port}`)),
        resolve: async () => ['127.0.0.1'],
        ownAddresses: () => [],
        telemetry: { called: () => () => {} },
        clock,
        jitter: () => 0.01,
      });
      const webhooks = startWebhooks({
        database,
        node,
        outbound,
        ephemeral: { bus },
        targets: { of: async (tx) => targets.get(tx.workspace) ?? [] },
        tries: { pausesMs: [20, 40, 80], longestMs: 3_600_000 },
        now: clock.now,
        jitter: () => 1,
        outboxTelemetry,
        log,
        ...more,
      });
      const close = async (): Promise<void> => {
        open.delete(close);
        await webhooks.drain(0);
        await outbound.close();
      };
      open.add(close);
      return {
        drain: close,
        gone: () => ground.as('owner', 'delete from holdfast.nodes where id = $1', [node]),
      };
    },
    async see(target: string): Promise<SeenDelivery[]> {
      const { rows } = await ground.as(
        'owner',
        `select state, sequence::int, attempts, status, error from holdfast.outbox_deliveries
          where target_id = $1 order by kind, object_id, sequence`,
        [target],
      );
      return rows as SeenDelivery[];
    },
  };
};
