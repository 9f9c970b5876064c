import type { DecisionSummary } from '@holdfast/protocol/decisions/decision';
import type { ImportJob } from '@holdfast/protocol/knowledge/imports';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

type Seen = Pick<ImportJob, 'filename' | 'status' | 'created_at'>;

/** Of imports, the latest first, those that failed within a week and whose file was not imported again since. */
export const failedLately = <One extends Seen>(imports: readonly One[], now: number): readonly One[] => {
  const later = new Set<string>();
  return imports.filter(({ filename, status, created_at: at }) => {
    const isLatest = !later.has(filename);
    later.add(filename);
    return isLatest && status === 'failed' && now - Date.parse(at) < WEEK_MS;
  });
};

/** Of what was tried and failed, what did so within a week. */
export const failedThisWeek = <One extends Pick<DecisionSummary, 'execution'>>(
  failed: readonly One[],
  now: number,
): readonly One[] => failed.filter(({ execution }) => now - Date.parse(execution?.ended_at ?? '') < WEEK_MS);
