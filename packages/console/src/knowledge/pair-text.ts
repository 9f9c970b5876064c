import { type Pair, PAIR_FIELDS, type PairField } from '@holdfast/protocol/knowledge/pair';

/** What a pair says, beside what is known of it. */
export interface PairText extends Pick<Pair, 'question' | 'answer' | 'phrasings' | 'tags' | 'source' | 'language'> {
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

export const FIELD_LABELS: Readonly<Record<PairField, string>> = {
  question: 'Question',
  answer: 'Answer',
  phrasings: 'Further phrasings',
  tags: 'Tags',
  source: 'Source',
  language: 'Language',
  valid_from: 'Valid from',
  valid_until: 'Valid until',
};

export const EMPTY_PAIR: PairText = {
  question: '',
  answer: '',
  phrasings: [],
  tags: [],
  source: '',
  language: null,
  valid_from: null,
  valid_until: null,
};

/** A field as one text, so that two can be held against each other. */
export const fieldText = (pair: PairText, field: PairField): string => {
  const value = pair[field];
  if (value === null) return '';
  return typeof value === 'string' ? value : value.join(field === 'tags' ? ', ' : '\n');
};

const isAlike = (a: PairText, b: PairText, field: PairField): boolean =>
  JSON.stringify(a[field]) === JSON.stringify(b[field]);

export const differingFields = (a: PairText, b: PairText): readonly PairField[] =>
  PAIR_FIELDS.filter((field) => !isAlike(a, b, field));

/** What must be sent so that the one becomes the other. */
export const changesTo = (before: PairText, after: PairText): Partial<PairText> =>
  Object.fromEntries(differingFields(before, after).map((field) => [field, after[field]]));
