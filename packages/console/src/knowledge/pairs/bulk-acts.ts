import type { Client } from '@holdfast/client/client';
import { MOST_PAIRS_AT_ONCE } from '@holdfast/protocol/knowledge/limits';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { changePairs } from '@holdfast/protocol/knowledge/pairs';
import { type Deed, deed } from '../../deeds/deed.ts';
import { counted } from '../../text/count.ts';
import { type BulkAct, type BulkChange, takingBack } from './taking-back.ts';

export type BulkOutcome = (typeof changePairs)['answers'][200]['_output'];

const slices = (change: BulkChange): readonly BulkChange[] =>
  Array.from({ length: Math.ceil(change.pairs.length / MOST_PAIRS_AT_ONCE) }, (_, index) => ({
    ...change,
    pairs: change.pairs.slice(index * MOST_PAIRS_AT_ONCE, (index + 1) * MOST_PAIRS_AT_ONCE),
  }));

/** One after the other: each is a transaction, and what is not done when one fails is not begun. */
const change = async (holdfast: Client, changes: readonly BulkChange[]): Promise<BulkOutcome> => {
  const all: BulkOutcome = { changed: [], unchanged: [], refused: [] };
  for (const { pairs, act } of changes.flatMap(slices)) {
    const outcome = await holdfast.bodyOf(changePairs, { body: { pairs: [...pairs], act } });
    all.changed.push(...outcome.changed);
    all.unchanged.push(...outcome.unchanged);
    all.refused.push(...outcome.refused);
  }
  return all;
};

const DONE: Readonly<Record<BulkAct['kind'], (pairs: string) => string>> = {
  add_tags: (pairs) => `${pairs} tagged`,
  remove_tags: (pairs) => `${pairs} untagged`,
  set_source: (pairs) => `${pairs} given the source`,
  set_language: (pairs) => `${pairs} given the language`,
  set_validity: (pairs) => `${pairs} given the validity`,
  remove: (pairs) => `${pairs} removed`,
  restore: (pairs) => `${pairs} restored`,
};

const reasonOf = ([first]: BulkOutcome['refused']): string => (first?.message ?? '').replace(/\.$/u, '');

/** What came of it, those that were so already and those that were refused counted apart. */
export const outcomeWords = (kind: BulkAct['kind'], { changed, unchanged, refused }: BulkOutcome): string => {
  const others = [
    unchanged.length === 0 ? [] : `${counted(unchanged.length, 'pair')} needed no change`,
    refused.length === 0 ? [] : `${counted(refused.length, 'pair')} could not be changed: ${reasonOf(refused)}`,
  ].flat();
  return [DONE[kind](counted(changed.length, 'pair')), ...others].map((words) => `${words}.`).join(' ');
};

const back = (changes: readonly BulkChange[]): Deed =>
  deed({
    act: 'Undo',
    ask: (holdfast) => change(holdfast, changes),
    done: ({ changed }) => `${counted(changed.length, 'pair')} as before.`,
  });

/** The act on all pairs that are chosen. It can be taken back as long as this page knows how they were. */
export const bulkDeed = (
  chosen: readonly Pair[],
  act: BulkAct,
  words: Pick<Deed, 'act'> & Partial<Pick<Deed, 'question'>>,
): Deed =>
  deed({
    ...words,
    ask: (holdfast) => change(holdfast, [{ pairs: chosen.map(({ id }) => id), act }]),
    done: (outcome) => outcomeWords(act.kind, outcome),
    undo: ({ changed }) => {
      const ids = new Set<string>(changed);
      return back(
        takingBack(
          chosen.filter(({ id }) => ids.has(id)),
          act,
        ),
      );
    },
  });
