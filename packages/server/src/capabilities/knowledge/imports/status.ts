import { importsTopic } from '@holdfast/protocol/knowledge/imports-topic';
import type { z } from 'zod';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { defineEvent, toldLive, type Happened } from '../../../platform/outbox/define-event.ts';
import type { ImportsParts } from './parts.ts';
import { moveImport, type ImportStatus, type StoredImport } from './store/imports.ts';

const Changed = importsTopic.events.status_changed;

const STATUS_CHANGED = defineEvent({
  type: 'import_job_status_changed',
  kind: 'import',
  data: Changed,
  toldLive: [
    toldLive(importsTopic, ({ data }: Happened<z.infer<typeof Changed>>) => ({ event: 'status_changed', data })),
  ],
});

type Telling = Pick<ImportsParts, 'outbox' | 'metrics' | 'onChanged'>;

/** An import has a status that it had not before. The log hears of it from the outbox, so that it has them in their order. */
export const tellStatus = async (
  tx: Write,
  { outbox, metrics, onChanged }: Telling,
  now: StoredImport,
  was: ImportStatus | null,
): Promise<void> => {
  const { id: import_id, status, seconds } = now;
  await outbox.add(tx, STATUS_CHANGED, { object: import_id, data: { import_id, status, was } });
  afterCommit(tx, () => {
    onChanged(tx.workspace, 'imports');
    if (was === 'processing') metrics.observe('holdfast_import_seconds', { status }, seconds ?? 0);
  });
};

/** Gives an import that is held another status, and tells it. */
export const changeStatus = async (
  tx: Write,
  parts: Telling,
  held: StoredImport,
  to: { readonly status: ImportStatus; readonly failure?: string },
): Promise<StoredImport> => {
  const moved = await moveImport(tx, held.id, to);
  await tellStatus(tx, parts, moved, held.status);
  return moved;
};
