import type { Metrics } from '../../../platform/telemetry/metrics.ts';
import type { Appended } from '../store/span-store.ts';
import type { Sizes } from '../store-process/messages.ts';

/** What is counted of spans on their way into the index. */
export interface SpanTelemetry {
  applied(appended: Appended & { readonly unreadable: number }): void;
  restarted(): void;
  watch(watched: { readonly lagMs: () => number; readonly sizes: () => Sizes | undefined }): void;
}

const OUTCOMES = ['stored', 'repeated', 'differing', 'completed'] as const;
const FILES = ['log', 'sealed', 'index'] as const;

export const createSpanTelemetry = (metrics: Metrics): SpanTelemetry => ({
  applied(appended) {
    for (const outcome of OUTCOMES)
      if (appended[outcome] > 0) metrics.count('holdfast_spans_total', { outcome }, appended[outcome]);
    if (appended.unreadable > 0) metrics.count('holdfast_spans_unreadable_total', {}, appended.unreadable);
  },
  restarted: () => metrics.count('holdfast_spans_restarts_total', {}),
  watch({ lagMs, sizes }) {
    metrics.gauge('holdfast_spans_lag_seconds', () => [{ labels: {}, value: lagMs() / 1000 }]);
    metrics.gauge('holdfast_spans_kept', () => {
      const kept = sizes();
      return kept === undefined ? [] : [{ labels: {}, value: kept.spans }];
    });
    metrics.gauge('holdfast_spans_disk_bytes', () => {
      const kept = sizes();
      return kept === undefined ? [] : FILES.map((kind) => ({ labels: { kind }, value: kept[kind] }));
    });
  },
});
