import type { MetricEntry } from './metric-entry.ts';

/** What is counted of decisions. */
export const DECISION_METRICS = {
  holdfast_decisions_submitted_total: {
    kind: 'counter',
    help: 'Decisions that were asked for, by priority.',
    labels: ['priority'],
  },
  holdfast_decisions_decided_total: {
    kind: 'counter',
    help: 'Decisions that ended, by status and by how: person, deadline, rule, bypass, asker.',
    labels: ['status', 'how'],
  },
  holdfast_decision_seconds: {
    kind: 'histogram',
    help: 'Time from when a decision was asked for until somebody decided it, by priority. Deadlines are not counted.',
    labels: ['priority'],
    buckets: [0.5, 1, 3, 10, 30, 60, 300, 900, 3600, 14400, 86400],
  },
  holdfast_decisions_executed_total: {
    kind: 'counter',
    help: 'Approved actions by how they ended: executed, failed.',
    labels: ['status'],
  },
} as const satisfies Readonly<Record<string, MetricEntry>>;
