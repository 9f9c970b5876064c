import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { changePairs } from '@holdfast/protocol/knowledge/pairs';

export type BulkAct = (typeof changePairs)['body']['_output']['act'];

/** An act on some pairs. */
export interface BulkChange {
  readonly pairs: readonly Pair['id'][];
  readonly act: BulkAct;
}

/** The act that makes one pair again what it was before. */
const backOf = (pair: Pair, act: BulkAct): BulkAct => {
  switch (act.kind) {
    case 'add_tags':
      return { kind: 'remove_tags', tags: act.tags.filter((tag) => !pair.tags.includes(tag)) };
    case 'remove_tags':
      return { kind: 'add_tags', tags: act.tags.filter((tag) => pair.tags.includes(tag)) };
    case 'set_source':
      return { kind: 'set_source', source: pair.source };
    case 'set_language':
      return { kind: 'set_language', language: pair.language };
    case 'set_validity':
      return { kind: 'set_validity', valid_from: pair.valid_from, valid_until: pair.valid_until };
    case 'remove':
      return { kind: 'restore' };
    default:
      return { kind: 'remove' };
  }
};

/** What makes pairs again what they were before an act: those that were alike in it are changed together. */
export const takingBack = (before: readonly Pair[], act: BulkAct): readonly BulkChange[] => {
  const groups = Map.groupBy(before, (pair) => JSON.stringify(backOf(pair, act)));
  return [...groups.values()].flatMap((pairs) => {
    const [first] = pairs;
    return first === undefined ? [] : [{ pairs: pairs.map(({ id }) => id), act: backOf(first, act) }];
  });
};
