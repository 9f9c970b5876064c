import { PAIR_FIELDS } from '@holdfast/protocol/knowledge/pair';
import type { Write } from '../../../platform/database/transaction.ts';
import type { PairDraft } from '../pair-draft.ts';
import type { Change } from './change.ts';
import { file, type FiledDraft } from './store/filed-drafts.ts';
import { readStored } from './store/reading.ts';
import { findByKeys, insertNewPairs, rewritePairs, type KnownPair } from './store/writing.ts';

/** What became of a draft. */
export type Written =
  | { readonly outcome: 'added'; readonly pairId: string; readonly versionAfter: number }
  | {
      readonly outcome: 'changed';
      readonly pairId: string;
      readonly versionBefore: number;
      readonly versionAfter: number;
    }
  | { readonly outcome: 'unchanged'; readonly pairId: string };

export interface Drafts {
  /** Each of another question, by its key. */
  readonly drafts: readonly FiledDraft[];
  /** Of what they say something. What else a pair has stays as it is, though it were empty here. */
  readonly says: ReadonlySet<keyof PairDraft>;
}

/**
 * Adds the pairs whose question is new and changes those that are other, all in a few statements. Tells it of each. The index of
 * questions itself says which are new: to ask it beforehand would cost as much again.
 */
export const writeDrafts = async (tx: Write, change: Change, { drafts: filed, says }: Drafts): Promise<Written[]> => {
  const added = await insertNewPairs(tx, change, filed);
  const known = added === filed.length ? NONE : await knownBefore(tx, filed);
  const changed = await whatDiffers(tx, { filed, known, says });
  if (changed.length > 0) await rewritePairs(tx, change, changed);
  const isChanged = new Set(changed.map(({ id }) => id));
  return filed.map((draft): Written => {
    const was = known.get(draft.key);
    if (was === undefined) return { outcome: 'added', pairId: draft.id, versionAfter: 1 };
    if (!isChanged.has(was.id)) return { outcome: 'unchanged', pairId: was.id };
    return { outcome: 'changed', pairId: was.id, versionBefore: was.version, versionAfter: was.version + 1 };
  });
};

type Known = ReadonlyMap<string, KnownPair>;

const NONE: Known = new Map();

/** The pairs that had these questions before those were added that are new: each of them has the id of its draft. */
const knownBefore = async (tx: Write, filed: readonly FiledDraft[]): Promise<Known> => {
  const ids = new Set(filed.map(({ id }) => id));
  const present = await findByKeys(
    tx,
    filed.map(({ key }) => key),
  );
  return new Map(present.filter(({ id }) => !ids.has(id)).map((pair) => [pair.key, pair]));
};

interface Compared {
  readonly filed: readonly FiledDraft[];
  readonly known: Known;
  readonly says: ReadonlySet<keyof PairDraft>;
}

/** What known pairs are to be, where that is not what they are. */
const whatDiffers = async (tx: Write, { filed, known, says }: Compared): Promise<FiledDraft[]> => {
  const others = new Map<string, FiledDraft>();
  for (const draft of filed) {
    const was = known.get(draft.key);
    if (was !== undefined && was.hash !== draft.hash) others.set(was.id, { ...draft, id: was.id });
  }
  if (others.size === 0 || PAIR_FIELDS.every((field) => says.has(field))) return [...others.values()];
  const differing: FiledDraft[] = [];
  for (const was of await readStored(tx, [...others.keys()])) {
    const draft = file(was.id, sayingOnly(others.get(was.id) ?? was, was, says));
    if (draft.hash !== was.hash) differing.push(draft);
  }
  return differing;
};

const sayingOnly = (draft: PairDraft, was: PairDraft, says: ReadonlySet<keyof PairDraft>): PairDraft => {
  const from = <Field extends keyof PairDraft>(field: Field): PairDraft[Field] =>
    (says.has(field) ? draft : was)[field];
  return {
    question: draft.question,
    answer: draft.answer,
    phrasings: from('phrasings'),
    tags: from('tags'),
    source: from('source'),
    language: from('language'),
    valid_from: from('valid_from'),
    valid_until: from('valid_until'),
  };
};
