import type { InstanceDb } from '../database/database.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { shareReading } from '../telemetry/share-reading.ts';
import { countOutbox } from './count-store.ts';

/** Gauges of what is in the outbox. Jobs start together with the telling of their events. */
export const gaugeOutbox = (db: InstanceDb, metrics: Metrics): void => {
  const count = shareReading(() => countOutbox(db));
  metrics.gauge('holdfast_outbox_waiting', async () => {
    const { events_waiting: events, webhooks_waiting: webhooks } = await count();
    return byFeed(events, webhooks);
  });
  metrics.gauge('holdfast_outbox_oldest_seconds', async () => {
    const { events_oldest_seconds: events, webhooks_oldest_seconds: webhooks } = await count();
    return byFeed(events, webhooks);
  });
  metrics.gauge('holdfast_outbox_dead', async () => [
    { labels: { feed: 'webhooks' }, value: (await count()).webhooks_dead },
  ]);
};

const byFeed = (events: number, webhooks: number) => [
  { labels: { feed: 'events' }, value: events },
  { labels: { feed: 'webhooks' }, value: webhooks },
];
