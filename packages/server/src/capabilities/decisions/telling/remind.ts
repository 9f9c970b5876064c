import type { Write } from '../../../platform/database/transaction.ts';
import type { Jobs, ManyOf } from '../../../platform/jobs/jobs.ts';
import { isUrgent } from '../rules/urgency.ts';
import type { SummaryNow } from './store.ts';
import { NEARING, tellOfDecision, type ToTell } from './tell-job.ts';
import { WAITS } from './who.ts';

/** Shorter ones are over before a reminder would help. */
const LEAST_MS = 20 * 60_000;
/** Of the time that is left, how much passes before the reminder. */
const PART = 0.75;

/** What is urgent and still waits when a quarter of its time is left is told again, once. */
export const remindOf = async (
  { jobs }: { readonly jobs: Jobs },
  tx: Write,
  told: readonly { readonly toTell: ToTell; readonly decision: SummaryNow }[],
): Promise<void> => {
  const many = told.flatMap(({ toTell, decision }): ManyOf<ToTell>[] => {
    if (!WAITS.has(toTell.step) || !isUrgent(decision) || decision.left_ms < LEAST_MS) return [];
    const options = { key: `${NEARING} ${decision.id}`, delayMs: Math.round(decision.left_ms * PART) };
    return [{ payload: { ...toTell, step: NEARING }, options }];
  });
  await jobs.enqueueMany(tx, tellOfDecision, many);
};
