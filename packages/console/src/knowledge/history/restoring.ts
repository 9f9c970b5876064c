import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { type PairVersion, restorePair } from '@holdfast/protocol/knowledge/pairs';
import { type Deed, deed } from '../../deeds/deed.ts';

/** Makes a pair what it was. What it is now stays in its history, so this can be taken back. */
export const restoring = (id: Pair['id'], version: PairVersion['version'], present?: PairVersion['version']): Deed =>
  deed({
    act: 'Restore',
    ask: (holdfast) => holdfast.bodyOf(restorePair, { params: { pair_id: id }, body: { version } }),
    done: () => `The pair is again what it was in version ${version}.`,
    ...(present !== undefined && { undo: () => ({ ...restoring(id, present), act: 'Undo' }) }),
  });
