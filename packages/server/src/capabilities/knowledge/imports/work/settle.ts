import type { ImportId } from '@holdfast/protocol/knowledge/ids';
import type { Write } from '../../../../platform/database/transaction.ts';
import type { ImportsParts } from '../parts.ts';
import { changeStatus } from '../status.ts';
import { holdImport, importsUnderWay } from '../store/imports.ts';
import { IMPORT_JOB } from './jobs.ts';

const GIVEN_UP =
  'Nobody works on it any more: whoever did was lost again and again. An operator finds its job among the dead letters, and can have it go on.';

/** Ends imports that nobody works on, nor will: their job was cancelled before it began, or became a dead letter without a word. */
export const settleImports = async (parts: ImportsParts, signal: AbortSignal): Promise<void> => {
  const underWay = await parts.database.forInstance(signal).read(importsUnderWay);
  for (const { workspace_id: workspace, import_id: id } of underWay)
    await parts.database.forWorkspace(workspace, signal).write((tx) => settle(tx, parts, id));
};

/** Whoever ends an import ends its job in the same moment, so that one that is held tells the truth of it. */
const settle = async (tx: Write, parts: ImportsParts, id: ImportId): Promise<void> => {
  const held = await holdImport(tx, id);
  if (held?.status !== 'pending' && held?.status !== 'processing') return;
  const job = await parts.jobs.whereIs(tx, IMPORT_JOB, id);
  if (job === 'gone') await changeStatus(tx, parts, held, { status: 'cancelled' });
  if (job === 'dead') await changeStatus(tx, parts, held, { status: 'failed', failure: GIVEN_UP });
};
