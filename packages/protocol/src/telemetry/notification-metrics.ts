import type { MetricEntry } from './metric-entry.ts';

/** What is counted of notifications. */
export const NOTIFICATION_METRICS = {
  holdfast_notifications_total: {
    kind: 'counter',
    help: 'Notifications by topic, channel and outcome: sent, failed, skipped because nobody needs or wants it, held back because one member got too many mails.',
    labels: ['topic', 'channel', 'outcome'],
  },
} as const satisfies Readonly<Record<string, MetricEntry>>;
