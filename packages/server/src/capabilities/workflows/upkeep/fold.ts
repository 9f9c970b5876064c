import type { PatchPlace, WorkflowId } from '@holdfast/protocol/workflows/workflow';
import type { WorkspaceDb } from '../../../platform/database/database.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { absorb, compose, noEffect } from '../folding/effect.ts';
import type { Fields } from '../folding/object.ts';
import { FOLD_BYTES, FOLD_EFFECT_BYTES, FOLD_FOLDS, FOLD_LEVELS, FOLD_PATCHES, LOOSE_TAIL } from '../parts.ts';
import { effectsOf, foldsUpTo, insertFold, type Fold } from '../store/folds.ts';
import { patchesIn } from '../store/patches.ts';
import { countLoose, hold } from '../store/workflows.ts';
import { END, isSamePlace } from '../place.ts';
import { firstGap, within, type Gap } from './gap.ts';

export interface FoldSizes {
  /** How many patches a fold of the first level covers. */
  readonly patches: number;
  /** How many of the last ones are left alone. */
  readonly tail: number;
  /** How many folds one of the next level covers. */
  readonly folds: number;
}

const SIZES: FoldSizes = { patches: FOLD_PATCHES, tail: LOOSE_TAIL, folds: FOLD_FOLDS };

/** Makes folds until every stretch but the last has one. Each is a short transaction: whoever patches the workflow waits for one at most. */
export const foldWorkflow = async (
  db: WorkspaceDb,
  id: WorkflowId,
  signal: AbortSignal,
  sizes: FoldSizes = SIZES,
): Promise<void> => {
  for (let level = 1; level <= FOLD_LEVELS; level += 1) {
    const next = level === 1 ? foldPatches : foldFolds(level);
    while (!signal.aborted && (await db.write((tx) => foldNext(tx, id, sizes, next)))) {
      // each of them leaves one stretch less
    }
  }
  signal.throwIfAborted();
};

type Next = (tx: Write, id: WorkflowId, folds: readonly Fold[], sizes: FoldSizes) => Promise<boolean>;

/** False when there is nothing left to fold. */
const foldNext = async (tx: Write, id: WorkflowId, sizes: FoldSizes, next: Next): Promise<boolean> => {
  // nobody adds a patch to the stretch meanwhile
  if ((await hold(tx, id, 0)) === undefined) return false;
  return next(tx, id, await foldsUpTo(tx, id, END), sizes);
};

const foldPatches: Next = async (tx, id, folds, { patches: most, tail }) => {
  const gap = firstGap(folds, 1);
  const found = await patchesIn(tx, id, gap, most + tail);
  const isWhole = found.length < most + tail;
  if (found.length === 0 || (gap.isTail && isWhole)) {
    await countLoose(tx, id);
    return false;
  }
  // the rest of a gap is not left for a fold of a few
  const taken = withinBytes(isWhole ? found : found.slice(0, most));
  const { time, node, sequence } = taken.at(-1) as PatchPlace;
  const isRest = isWhole && taken.length === found.length;
  const effect = taken.reduce((sum, { patch }) => absorb(sum, JSON.parse(patch) as Fields), noEffect());
  await insertFold(tx, id, {
    level: 1,
    after: gap.after,
    through: isRest ? gap.through : { time, node, sequence },
    patches: taken.length,
    effect: JSON.stringify(effect),
  });
  return true;
};

const foldFolds =
  (level: number): Next =>
  async (tx, id, folds, { folds: most }) => {
    const gap = firstGap(folds, level);
    const taken = takeOf(within(folds, level - 1, gap), gap, most);
    const [first, last] = [taken[0], taken.at(-1)];
    if (first === undefined || last === undefined) return false;
    const effect = await effectTogether(tx, id, taken);
    const patches = taken.reduce((sum, one) => sum + one.patches, 0);
    await insertFold(tx, id, { level, after: first.after, through: last.through, patches, effect });
    return true;
  };

/** Where another is yet to come, or one of them was taken away meanwhile, there is nothing to put together. */
const takeOf = (below: readonly Fold[], gap: Gap, most: number): readonly Fold[] => {
  if (below.length >= most * 2 || gap.isTail) return below.length < most ? [] : below.slice(0, most);
  const last = below.at(-1);
  return last !== undefined && isSamePlace(last.through, gap.through) ? below : [];
};

const effectTogether = async (tx: Write, id: WorkflowId, folds: readonly Fold[]): Promise<string | null> => {
  if (folds.some(({ isKept }) => !isKept)) return null;
  const together = noEffect();
  for (const effect of await effectsOf(tx, id, folds)) compose(together, JSON.parse(effect) as Fields);
  const text = JSON.stringify(together);
  return text.length > FOLD_EFFECT_BYTES ? null : text;
};

const withinBytes = <One extends { readonly patch: string }>(patches: readonly One[]): readonly One[] => {
  let bytes = 0;
  const over = patches.findIndex(({ patch }, place) => (bytes += patch.length) > FOLD_BYTES && place > 0);
  return over === -1 ? patches : patches.slice(0, over);
};
