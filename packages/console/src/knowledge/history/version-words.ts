import type { PairVersion } from '@holdfast/protocol/knowledge/pairs';
import { actorWords } from '../actor-words.ts';

type Made = PairVersion['made'];

const DONE: Readonly<Record<Made['by'], string>> = {
  hand: 'Changed by',
  import: 'Changed by an import of',
  undo: 'Changed back, as an import was undone by',
  removal: 'Removed by',
  restore: 'Restored by',
};

const FIRST: Readonly<Partial<Record<Made['by'], string>>> = { hand: 'Added by', import: 'Added by an import of' };

/** Who made a version, and how. */
export const versionWords = ({ by, actor }: Pick<Made, 'by' | 'actor'>, isFirst: boolean): string =>
  `${(isFirst ? FIRST[by] : undefined) ?? DONE[by]} ${actorWords(actor)}`;
