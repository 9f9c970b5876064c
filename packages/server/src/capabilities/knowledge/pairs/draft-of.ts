import type { Input } from '@holdfast/protocol/contract';
import type { changePair, createPair } from '@holdfast/protocol/knowledge/pairs';
import { refuseField } from '../../../platform/failure.ts';
import { momentOf } from '../moment.ts';
import type { PairDraft } from '../pair-draft.ts';

type Given = Input<typeof createPair>['body'];
type Wanted = Input<typeof changePair>['body'];

export const draftOf = (given: Given): PairDraft => possible({ ...given, ...asWritten(given) });

/** What is not given stays as it was. */
export const changedDraft = (was: PairDraft, wanted: Wanted): PairDraft => {
  const { question, answer, phrasings, tags, source, language, valid_from: from, valid_until: until } = wanted;
  return possible({
    question: question ?? was.question,
    answer: answer ?? was.answer,
    phrasings: phrasings ?? was.phrasings,
    tags: tags ?? was.tags,
    source: source ?? was.source,
    language: language === undefined ? was.language : language,
    valid_from: from === undefined ? was.valid_from : from && momentOf(from),
    valid_until: until === undefined ? was.valid_until : until && momentOf(until),
  });
};

/** A pair that is never valid would never be found. */
export const refuseNeverValid = ({ valid_from: from, valid_until: until }: Validity, pointer: string): void => {
  if (from === null || until === null || from < until) return;
  refuseField(pointer, 'order', 'must lie after valid_from');
};

type Validity = Pick<PairDraft, 'valid_from' | 'valid_until'>;

/** Moments in their one form, by which they can be compared. */
export const asWritten = ({ valid_from: from, valid_until: until }: Validity): Validity => ({
  valid_from: from && momentOf(from),
  valid_until: until && momentOf(until),
});

const possible = (draft: PairDraft): PairDraft => {
  refuseNeverValid(draft, '/body/valid_until');
  const phrasings = once(draft.phrasings).filter((phrasing) => phrasing !== draft.question.trim());
  return { ...draft, phrasings, tags: once(draft.tags), source: draft.source.trim() };
};

/** As a file says them: lists without repeats, and nothing around what is no text of its own. */
const once = (texts: readonly string[]): readonly string[] => [...new Set(texts.map((text) => text.trim()))];
