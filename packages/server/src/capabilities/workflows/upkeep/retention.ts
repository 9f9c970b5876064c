import type { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import type { WorkspaceDb } from '../../../platform/database/database.ts';
import { mergeInto, readBase } from '../folding/merge-patch.ts';
import type { Fields } from '../folding/object.ts';
import { START, startOf } from '../place.ts';
import { removeBefore } from '../store/folds.ts';
import { patchesIn, removeUpTo } from '../store/patches.ts';
import { countLoose, findBase, hold, moveBase, removeIfEmpty } from '../store/workflows.ts';

const AT_ONCE = 1000;

/**
 * Puts patches that are older than they are kept into the base of their workflow, so that those that stay still make the same
 * state. A workflow that nobody has patched since is gone with its last patch. False when nothing was left to do.
 */
export const expireSome = (db: WorkspaceDb, id: WorkflowId, keptDays: number): Promise<boolean> =>
  db.write(async (tx) => {
    const held = await hold(tx, id, keptDays);
    if (held === undefined) return false;
    // the moment itself is kept
    const old = await patchesIn(tx, id, { after: START, through: startOf(held.horizon) }, AT_ONCE);
    const last = old.at(-1);
    if (last === undefined) return false;
    const base = readBase((await findBase(tx, id))?.base ?? null);
    for (const { patch } of old) mergeInto(base, JSON.parse(patch) as Fields);
    await removeUpTo(tx, id, last);
    if (await removeIfEmpty(tx, id)) return false;
    await removeBefore(tx, id, last);
    const bytes = old.reduce((sum, { patch }) => sum + Buffer.byteLength(patch), 0);
    await moveBase(tx, id, { base: JSON.stringify(base), patches: old.length, bytes, horizon: held.horizon });
    await countLoose(tx, id);
    return old.length === AT_ONCE;
  });
