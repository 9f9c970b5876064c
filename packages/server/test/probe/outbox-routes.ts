import type { Platform } from '../../src/platform.ts';
import { fail } from '../../src/platform/failure.ts';
import { on, type Endpoint } from '../../src/platform/http/endpoint.ts';
import type { ToldEvent } from '../../src/platform/outbox/event.ts';
import { listenToEvents } from '../../src/platform/outbox/live-events.ts';
import { listDeadWebhooks } from '../../src/platform/outbox/dead-letter-store.ts';
import * as contracts from './outbox-contracts.ts';
import { thingHappened, thingOrdered } from './outbox-events.ts';
import * as store from './outbox-store.ts';

export const probeOutboxEndpoints = ({ outbox, ephemeral: { bus }, makeId }: Platform): readonly Endpoint[] => [
  on(contracts.makeHappen, async ({ db }, { body: { thing, type, times, undo } }) => {
    const event = type === 'thing.ordered' ? thingOrdered : thingHappened;
    const events = await db.write(async (tx) => {
      const happened = await store.countHappened(tx, thing, times);
      const many = Array.from({ length: times }, (_, index) => ({
        object: thing,
        data: { times: happened - times + index + 1 },
      }));
      const added = await outbox.addMany(tx, event, many);
      if (undo) fail('conflict', { detail: 'Told to fail after it was written.' });
      return added;
    });
    return { events };
  }),
  on(contracts.getThing, async ({ db }, { params: { name } }) => ({
    happened: await db.read((tx) => store.readHappened(tx, name)),
  })),
  on(contracts.addWebhook, async ({ db }, { body }) => {
    const id = makeId();
    await db.write((tx) => store.addWebhook(tx, { id, ...body }));
    return { id };
  }),
  on(contracts.listDead, async ({ db }) => ({ items: await db.read((tx) => listDeadWebhooks(tx, 100, undefined)) })),
  on(contracts.redrive, async ({ db }, { params: { event_id: event, target_id: target } }) => ({
    redriven: await db.write((tx) => outbox.redriveWebhook(tx, event, target)),
  })),
  on(contracts.watchThings, async ({ workspace, signal }) => {
    const heard: ToldEvent[] = [];
    let wake = (): void => {};
    const stop = listenToEvents(bus, workspace, {
      onEvent(event) {
        heard.push(event);
        wake();
      },
      onGap: () => {},
    });
    signal.addEventListener('abort', () => {
      stop();
      wake();
    });
    return watch(heard, signal, (resolve) => {
      wake = resolve;
    });
  }),
];

async function* watch(heard: ToldEvent[], signal: AbortSignal, onWake: (resolve: () => void) => void) {
  while (!signal.aborted) {
    for (let event = heard.shift(); event !== undefined; event = heard.shift())
      yield { id: event.id, event: 'told' as const, data: event };
    await new Promise<void>((resolve) => {
      onWake(resolve);
      if (heard.length > 0 || signal.aborted) resolve();
    });
  }
}
