import type { Log } from '../log/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Became, ClaimedLane } from './delivery-store.ts';

/** One method for each thing that happens to events: it writes log line and metric together. */
export interface OutboxTelemetry {
  relayed(marked: { readonly events: number; readonly jobs: number }): void;
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
    if (events > 0) metrics.count('holdfast_outbox_delivered_total', { feed: 'events' }, events);
    if (jobs > 0) metrics.count('holdfast_outbox_delivered_total', { feed: 'jobs' }, jobs);
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
