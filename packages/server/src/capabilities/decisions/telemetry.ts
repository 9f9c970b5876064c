import type { Step } from '@holdfast/protocol/decisions/decision';
import type { Log } from '../../platform/log/log.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import { priorityOf } from './rules/urgency.ts';
import type { StoredDecision } from './store/decisions.ts';

/** Log line and figures of what is done with decisions. */
export type NoteStep = (now: StoredDecision, step: Step['step']) => void;

export const createNoteStep = ({ log, metrics }: { readonly log: Log; readonly metrics: Metrics }): NoteStep => {
  const submitted = ({ id: decision_id, kind, urgency }: StoredDecision): void => {
    const priority = priorityOf(urgency);
    log.info({ event: 'decision_submitted', decision_id, kind, priority }, 'A decision is asked for.');
    metrics.count('holdfast_decisions_submitted_total', { priority });
  };

  const decided = (now: StoredDecision): void => {
    const { id: decision_id, kind, status, decided_how: how, verdict, created_at, decided_at } = now;
    if (how === null || decided_at === null) return;
    log.info({ event: 'decision_decided', decision_id, kind, status, how, verdict }, 'A decision is made.');
    metrics.count('holdfast_decisions_decided_total', { status, how });
    if (how !== 'person') return;
    const seconds = (Date.parse(decided_at) - Date.parse(created_at)) / 1000;
    metrics.observe('holdfast_decision_seconds', { priority: priorityOf(now.urgency) }, seconds);
  };

  const executed = ({ id: decision_id, kind, execution: status }: StoredDecision): void => {
    if (status === null) return;
    log.info({ event: 'decision_executed', decision_id, kind, status }, 'An approved action has ended.');
    metrics.count('holdfast_decisions_executed_total', { status });
  };

  const TOLD: Partial<Record<Step['step'], (now: StoredDecision) => void>> = {
    submitted,
    approved: decided,
    rejected: decided,
    expired: decided,
    cancelled: decided,
    executed,
    execution_failed: executed,
  };
  return (now, step) => TOLD[step]?.(now);
};
