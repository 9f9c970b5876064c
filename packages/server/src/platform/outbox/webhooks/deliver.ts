import type { Database } from '../../database/database.ts';
import type { Log } from '../../log/log.ts';
import { insist } from '../../clock/insist.ts';
import { readTraceparent } from '../../telemetry/traceparent.ts';
import { createFindTarget } from './find-target.ts';
import { createGate } from './gate.ts';
import type { ToldEvent } from '../event.ts';
import type { OutboxTelemetry } from '../outbox-telemetry.ts';
import { endDelivery, holdLane, passOn, putOff, type Became, type ClaimedLane } from '../delivery-store.ts';
import { sendWebhook, type SendParts, type Sent } from './send.ts';
import type { WebhookTarget, WebhookTargets } from './targets.ts';
import { nextTryAfter, type Tries } from './tries.ts';

export interface DeliverParts extends SendParts {
  readonly database: Database;
  readonly targets: WebhookTargets;
  readonly node: string;
  readonly tries: Tries;
  readonly jitter: () => number;
  readonly outboxTelemetry: OutboxTelemetry;
  readonly log: Log;
}

/** The rest of a lease that nobody else may take: longer, and another node has the lane. */
const TELLING_TRIES = 60;
const TELLING_PAUSE_MS = 1000;
/** A thousand answers that come at once must not take every connection of the pool. */
const TRANSACTIONS_AT_ONCE = 8;

const NOT_WANTED = 'Nobody wanted it there any more: the target was removed or disabled, or wants other events.';

interface Tried {
  readonly became: Became;
  /** Undefined where nothing was sent. */
  readonly target?: WebhookTarget;
  /** It said that it is gone for good. */
  readonly isGone?: boolean;
}

/**
 * One try of the first delivery of a lane, to the end of telling the database. What is sent and not told about is sent again,
 * with the same id. Gives back how long until the lane is to be looked at, if anything is left in it.
 */
export const createDeliver = (parts: DeliverParts) => {
  const { database, targets, node, outboxTelemetry, log } = parts;
  const inTurn = createGate(TRANSACTIONS_AT_ONCE);
  const findTarget = createFindTarget(database, targets, inTurn);

  const end = async (lane: ClaimedLane, { became, target, isGone }: Partial<Tried>): Promise<void> => {
    const db = database.forWorkspace(lane.workspace_id);
    await inTurn(() =>
      db.write(async (tx) => {
        if (!(await holdLane(tx, node, lane))) return;
        // one after the other over the line, without waiting between
        await Promise.all([
          became === undefined ? undefined : endDelivery(tx, lane, became),
          became?.state === 'waiting' ? putOff(tx, lane, became.waitMs) : passOn(tx, lane),
        ]);
        if (target === undefined || became === undefined) return;
        if (isOver(became)) await targets.ended?.(tx, target, { ...became, isTaken: became.state === 'done' });
        if (isGone === true) await targets.gone?.(tx, target);
      }),
    );
  };

  const endUntilTold = (lane: ClaimedLane, tried: Partial<Tried>): Promise<void> =>
    insist(() => end(lane, tried), {
      tries: TELLING_TRIES,
      pauseMs: () => TELLING_PAUSE_MS,
      onFailure: (error) => log.debug({ error }, 'The end of a delivery could not be stored; trying again.'),
    });

  const attempt = async (lane: ClaimedLane, event: ToldEvent, signal: AbortSignal): Promise<Tried> => {
    const about = { type: event.type, object: event.object.id };
    const target = await findTarget(lane.workspace_id, lane.target_id, about);
    if (target === undefined) return { became: { ...unchanged(lane), state: 'dropped', error: NOT_WANTED } };
    const trace = readTraceparent(lane.traceparent ?? undefined);
    const sent = await sendWebhook(parts, { event, target, signal, trace });
    const became = becameOf(parts, lane, target, sent);
    return { became, target, isGone: sent.is === 'not_taken' && sent.isGone };
  };

  return async (lane: ClaimedLane, signal: AbortSignal): Promise<number> => {
    const event = toEvent(lane);
    if (event === undefined) {
      await endUntilTold(lane, {});
      return 0;
    }
    let tried: Tried;
    try {
      tried = await attempt(lane, event, signal);
    } catch (error) {
      // the node leaves, the database is away, or it is a mistake of ours: no try of the receiver's
      if (!signal.aborted) log.warn({ error, event_id: event.id }, 'A webhook could not be sent; trying again.');
      tried = { became: { ...unchanged(lane), waitMs: signal.aborted ? 0 : TELLING_PAUSE_MS } };
    }
    const { became } = tried;
    await endUntilTold(lane, tried);
    outboxTelemetry.delivered(lane, became);
    return became.waitMs;
  };
};

const isOver = ({ state }: Became): boolean => state === 'done' || state === 'dead';

const unchanged = ({ attempts }: ClaimedLane): Became => ({
  state: 'waiting',
  attempts,
  status: undefined,
  error: undefined,
  waitMs: 0,
});

const becameOf = ({ tries, jitter }: DeliverParts, lane: ClaimedLane, { once }: WebhookTarget, sent: Sent): Became => {
  if (sent.is === 'put_off') return { ...unchanged(lane), waitMs: sent.waitMs };
  const attempts = lane.attempts + 1;
  if (sent.is === 'taken') return { state: 'done', attempts, status: sent.status, error: undefined, waitMs: 0 };
  const { status, why: error, askedMs, isGone } = sent;
  const waitMs = nextTryAfter(tries, { attempt: attempts, ageMs: lane.age_ms, askedMs }, jitter());
  if (isGone || once === true || waitMs === undefined) return { state: 'dead', attempts, status, error, waitMs: 0 };
  return { state: 'waiting', attempts, status, error, waitMs };
};

const toEvent = ({ event_id, type, kind, object_id, sequence, created_at, data }: ClaimedLane): ToldEvent | undefined =>
  event_id === null
    ? undefined
    : { id: event_id, type, object: { kind, id: object_id }, sequence, time: created_at, data };
