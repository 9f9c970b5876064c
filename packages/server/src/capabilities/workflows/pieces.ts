import type { PatchPlace } from '@holdfast/protocol/workflows/workflow';
import { START } from './place.ts';
import type { Fold } from './store/folds.ts';
import type { Stretch } from './store/patches.ts';

/** What is read to get from one place to another: folds that follow each other, or patches one by one. */
export type Piece = { readonly folds: readonly Fold[] } | { readonly patches: Stretch };

const AT_ONCE = 8;

const nameOf = ({ time, node, sequence }: PatchPlace): string => `${time} ${sequence} ${node}`;

/** From the start to a place, by the fewest folds; between them, where there is none, by patches. The folds come by level. */
export const piecesOf = (folds: readonly Fold[], through: PatchPlace): readonly Piece[] => {
  const largest = new Map<string, Fold>();
  // of two that begin at the same place the one of the higher level comes later
  for (const fold of folds) if (fold.isKept) largest.set(nameOf(fold.after), fold);
  const begins = folds.filter(({ level }) => level === 1).values();

  const pieces: Piece[] = [];
  let together: Fold[] = [];
  let at = START;
  const endTogether = (): void => {
    if (together.length > 0) pieces.push({ folds: together });
    together = [];
  };
  for (let next = begins.next(); !next.done;) {
    const fold = largest.get(nameOf(at));
    if (fold !== undefined) {
      together.push(fold);
      at = fold.through;
      if (together.length === AT_ONCE) endTogether();
    } else if (isBehind(next.value.after, at)) {
      endTogether();
      pieces.push({ patches: { after: at, through: next.value.after } });
      at = next.value.after;
    } else next = begins.next();
  }
  endTogether();
  return [...pieces, { patches: { after: at, through } }];
};

const isBehind = (one: PatchPlace, other: PatchPlace): boolean => {
  if (one.time !== other.time) return one.time > other.time;
  return one.node === other.node ? one.sequence > other.sequence : one.node > other.node;
};
