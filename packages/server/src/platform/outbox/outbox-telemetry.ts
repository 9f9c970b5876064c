import { EVENTS, type EventName } from '@holdfast/protocol/telemetry/events';
import type { Log } from '../log/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { WaitingEvent } from './relay-store.ts';
import type { Became, ClaimedLane } from './delivery-store.ts';

/** What this node has told of, and nobody before it. */
export interface Relayed {
  readonly events: readonly Pick<WaitingEvent, 'type' | 'data'>[];
  readonly jobs: number;
}

/** One method for each thing that happens to events: it writes log line and metric together. */
export interface OutboxTelemetry {
  /** Those that have a name in the catalogue are told in the log, in their order. */
  relayed(marked: Relayed): void;
  relayFailed(error: unknown): void;
  delivered(lane: ClaimedLane, became: Became): void;
}

export const createOutboxTelemetry = ({
  metrics,
  log,
}: {
  readonly metrics: Metrics;
  readonly log: Log;
}): OutboxTelemetry => ({
  relayed({ events, jobs }) {
    if (events.length > 0) metrics.count('holdfast_outbox_delivered_total', { feed: 'events' }, events.length);
    if (jobs > 0) metrics.count('holdfast_outbox_delivered_total', { feed: 'jobs' }, jobs);
    for (const { type, data } of events)
      if (isNamed(type)) log.info({ ...asFields(data), event: type }, EVENTS[type].means);
  },

  relayFailed(error) {
    metrics.count('holdfast_outbox_failed_total', { feed: 'events' });
    log.warn({ event: 'outbox_relay_failed', error }, 'Events could not be told; they wait and are tried again.');
  },

  delivered({ event_id, type, target_id, attempts: before }, { state, attempts, status, error }) {
    if (state === 'done') return metrics.count('holdfast_outbox_delivered_total', { feed: 'webhooks' });
    if (attempts === before || state === 'dropped') return;
    metrics.count('holdfast_outbox_failed_total', { feed: 'webhooks' });
    const fields = { event_id, type, target: target_id, attempt: attempts, status, reason: error };
    if (state === 'dead')
      log.error(
        { event: 'webhook_given_up', ...fields },
        `The webhook ${type} is a dead letter; mend its receiver and send it again: ${error}`,
      );
    else log.warn({ event: 'webhook_try_failed', ...fields }, `A try of the webhook ${type} failed: ${error}`);
  },
});

const isNamed = (type: string): type is EventName => Object.hasOwn(EVENTS, type);

const asFields = (data: unknown): Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
