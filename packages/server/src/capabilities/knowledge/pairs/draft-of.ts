import type { Input } from '@holdfast/protocol/contract';
import type { changePair, createPair } from '@holdfast/protocol/knowledge/pairs';
import { fail } from '../../../platform/failure.ts';
import { momentOf } from '../moment.ts';
import type { PairDraft } from '../pair-draft.ts';

type Given = Input<typeof createPair>['body'];
type Wanted = Input<typeof changePair>['body'];

export const draftOf = (given: Given): PairDraft =>
  possible({
    ...given,
    tags: once(given.tags),
    valid_from: given.valid_from && momentOf(given.valid_from),
    valid_until: given.valid_until && momentOf(given.valid_until),
  });

/** What is not given stays as it was. */
export const changedDraft = (was: PairDraft, wanted: Wanted): PairDraft => {
  const { question, answer, phrasings, tags, source, language, valid_from: from, valid_until: until } = wanted;
  return possible({
    question: question ?? was.question,
    answer: answer ?? was.answer,
    phrasings: phrasings ?? was.phrasings,
    tags: tags === undefined ? was.tags : once(tags),
    source: source ?? was.source,
    language: language === undefined ? was.language : language,
    valid_from: from === undefined ? was.valid_from : from && momentOf(from),
    valid_until: until === undefined ? was.valid_until : until && momentOf(until),
  });
};

const once = (tags: readonly string[]): readonly string[] => [...new Set(tags)];

/** A pair that is never valid would never be found. */
export const isEverValid = ({ valid_from: from, valid_until: until }: Pick<PairDraft, 'valid_from' | 'valid_until'>) =>
  from === null || until === null || from < until;

const possible = (draft: PairDraft): PairDraft => {
  if (isEverValid(draft)) return draft;
  const detail = 'must lie after valid_from';
  return fail('invalid', {
    detail: `/body/valid_until ${detail}.`,
    fields: [{ pointer: '/body/valid_until', code: 'order', detail }],
  });
};
