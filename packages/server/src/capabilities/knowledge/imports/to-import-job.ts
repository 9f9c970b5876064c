import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { Read } from '../../../platform/database/transaction.ts';
import type { ImportsParts } from './parts.ts';
import type { StoredImport } from './store/imports.ts';

/** Imports as they are shown, with what those who sent them are called now. */
export const toImportJobs = async (
  tx: Read,
  { namesOf }: Pick<ImportsParts, 'namesOf'>,
  stored: readonly StoredImport[],
): Promise<ImportJob[]> => {
  const names = await namesOf(tx, [...new Set(stored.map(({ actor_id: id }) => id))]);
  return stored.map((one) => ({ ...shownOf(one), created_by: creatorOf(one, names) }));
};

export const toImportJob = async (
  tx: Read,
  parts: Pick<ImportsParts, 'namesOf'>,
  stored: StoredImport,
): Promise<ImportJob> => {
  const [job] = await toImportJobs(tx, parts, [stored]);
  if (job === undefined) throw new Error('One import was to be shown, and none is');
  return job;
};

const creatorOf = (one: StoredImport, names: ReadonlyMap<string, string>): ImportJob['created_by'] => ({
  kind: one.actor_kind,
  id: one.actor_id,
  name: names.get(one.actor_id) ?? null,
});

const shownOf = (stored: StoredImport): Omit<ImportJob, 'created_by'> => {
  const {
    rows_total: total,
    rows,
    added,
    changed,
    unchanged,
    duplicate,
    rejected,
    actor_kind: _kind,
    actor_id: _actor,
    seconds,
    undone_through: _through,
    ...shown
  } = stored;
  return {
    ...shown,
    counts: { rows, added, changed, unchanged, duplicate, rejected },
    progress: { done: rows, total, ...paceOf(stored, seconds) },
  };
};

const paceOf = (
  { rows, rows_total: total, status }: StoredImport,
  seconds: number | null,
): Pick<ImportJob['progress'], 'rows_per_second' | 'seconds_left'> => {
  if (seconds === null || rows === 0 || seconds <= 0) return { rows_per_second: null, seconds_left: null };
  const pace = rows / seconds;
  return { rows_per_second: pace, seconds_left: status === 'processing' ? (total - rows) / pace : null };
};
