import type { WorkspaceId } from '@holdfast/protocol/ids';
import { afterCommit } from '../database/after-commit.ts';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/transaction.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Ephemeral } from '../ephemeral/ephemeral.ts';
import { addJobs } from '../jobs/store.ts';
import type { Live } from '../live/live.ts';
import type { ToldEvent } from './event.ts';
import { publishEvents } from './live-events.ts';
import { addDeliveries, findWaiting, markRelayed, type NewDelivery, type WaitingEvent } from './relay-store.ts';
import type { Wake } from './wake.ts';
import type { OutboxTelemetry, Relayed } from './outbox-telemetry.ts';
import { wantsObject, type WebhookTargets } from './webhooks/targets.ts';

export interface RelayParts {
  readonly database: Database;
  readonly ephemeral: Pick<Ephemeral, 'bus' | 'slots'>;
  readonly live: Pick<Live, 'pass'>;
  readonly targets: WebhookTargets;
  readonly makeId: MakeId;
  readonly wake: Wake;
  readonly outboxTelemetry: OutboxTelemetry;
}

const EVENTS_AT_ONCE = 500;

/**
 * Tells the events of a workspace that waited longest, and then marks them: whoever dies between has told them, and they
 * are told again. True when there may be more.
 */
export const relayWorkspace = async (parts: RelayParts, workspace: WorkspaceId): Promise<boolean> => {
  const { database, ephemeral, live, outboxTelemetry } = parts;
  const db = database.forWorkspace(workspace);
  const events = await db.read((tx) => findWaiting(tx, EVENTS_AT_ONCE));
  await publishEvents(ephemeral.bus, workspace, events.map(toTold));
  await Promise.all(events.flatMap((event) => event.live ?? []).map((message) => live.pass(workspace, message)));
  outboxTelemetry.relayed(await db.write((tx) => handOn(tx, events, parts)));
  return events.length === EVENTS_AT_ONCE;
};

/** Marks them, and hands on to jobs and to targets of webhooks what nobody else has marked, in one transaction. */
const handOn = async (
  tx: Write,
  events: readonly WaitingEvent[],
  { targets, makeId, wake }: RelayParts,
): Promise<Relayed> => {
  const ids = events.map(({ id }) => id);
  const ours = await markRelayed(tx, ids);
  const marked = events.filter(({ id }) => ours.has(id));
  const jobs = marked.flatMap((event) => (event.jobs ?? []).map((job) => ({ ...job, id: makeId() })));
  if (jobs.length > 0) await addJobs(tx, jobs);
  const deliveries: NewDelivery[] = [];
  for (const [type, ofType] of Map.groupBy(marked, (event) => event.type)) {
    const objects = [...new Set(ofType.map(({ object_id }) => object_id))];
    const wanting = await targets.of(tx, type, objects);
    for (const event of ofType)
      for (const target of wanting)
        if (wantsObject(target, event.object_id)) deliveries.push({ event, target: target.id });
  }
  await addDeliveries(tx, deliveries);
  if (deliveries.length > 0) afterCommit(tx, wake.lanes);
  return { events: marked, jobs: jobs.length };
};

const toTold = ({ id, type, kind, object_id, sequence, created_at, data }: WaitingEvent): ToldEvent => ({
  id,
  type,
  object: { kind, id: object_id },
  sequence,
  time: created_at,
  data,
});
