import type { Clock } from '../../clock/clock.ts';
import type { Log } from '../../log/log.ts';
import type { Session } from '../redis/session.ts';
import type { SlotDesk } from '../slots.ts';
import type { FallBackCounters } from './counters.ts';
import type { FallBackKv } from './kv.ts';
import type { NodeBus } from './node-bus.ts';
import type { FallBackSlots } from './slots.ts';

export interface ReconcileParts {
  readonly kv: FallBackKv;
  readonly counters: FallBackCounters;
  readonly slots: SlotDesk;
  readonly authority: FallBackSlots;
  readonly bus: NodeBus;
  readonly log: Log;
  readonly clock: Clock;
}

/** Under writers that never rest, what is left after so many rounds is told after entering. */
const MOST_ROUNDS = 20;

/** Brings a Redis that came back and this node together, and only then lets the node ask Redis again. */
export const reconcile =
  ({ kv, counters, slots, authority, bus, log, clock }: ReconcileParts) =>
  async (session: Session, enter: () => void): Promise<void> => {
    const since = clock.elapsed();
    await kv.pushAll(session);
    await counters.pushAll(session);
    await authority.push(session);
    await bus.push(session);
    for (let round = 0; round < MOST_ROUNDS && (kv.hasRest() || counters.hasRest()); round += 1) {
      await kv.pushRest(session);
      await counters.pushRest(session);
    }
    // nothing waits between the last look and this
    enter();
    await kv.pushRest(session);
    await counters.pushRest(session);
    // what was held, given back or left while the last rounds ran
    await authority.push(session);
    bus.missed();
    slots.look();
    log.info({ event: 'redis_joined', took_ms: Math.round(clock.elapsed() - since) }, 'Redis is here and up to date.');
    await kv.pull(session);
  };
