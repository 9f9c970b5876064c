import type { PatchPlace } from '@holdfast/protocol/workflows/workflow';
import { END, isSamePlace, START } from '../place.ts';
import type { Fold } from '../store/folds.ts';
import type { Stretch } from '../store/patches.ts';

/** A stretch that no fold of a level covers. */
export interface Gap extends Stretch {
  /** Behind it there is none. */
  readonly isTail: boolean;
}

/** The first of a level. Where two folds do not meet there was one. */
export const firstGap = (folds: readonly Fold[], level: number): Gap => {
  let at: PatchPlace = START;
  for (const fold of folds) {
    if (fold.level !== level) continue;
    if (!isSamePlace(fold.after, at)) return { after: at, through: fold.after, isTail: false };
    at = fold.through;
  }
  return { after: at, through: END, isTail: true };
};

/** The folds of a level from the begin of a gap on, as long as each follows the one before. */
export const within = (folds: readonly Fold[], level: number, gap: Gap): readonly Fold[] => {
  const found: Fold[] = [];
  let at = gap.after;
  for (const fold of folds) {
    if (isSamePlace(at, gap.through)) break;
    if (fold.level !== level || !isSamePlace(fold.after, at)) continue;
    found.push(fold);
    at = fold.through;
  }
  return found;
};
