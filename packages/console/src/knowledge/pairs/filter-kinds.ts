import { EMBEDDING_STATUSES } from '@holdfast/protocol/knowledge/pair';
import { PairFilters } from '@holdfast/protocol/knowledge/pairs';
import { idEnd } from '../../text/id-end.ts';

/** What pairs are narrowed by, beside text, each by the name it has in the address. */
export const FILTER_NAMES = ['tag', 'source', 'language', 'valid', 'embedding_status', 'import_id'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export interface FilterKind {
  /** In the choice of what to filter by. */
  readonly label: string;
  /** Before the value on a chip. */
  readonly says: string;
  readonly hint?: string;
  /** Where there are only so many values. */
  readonly choices?: readonly (readonly [value: string, words: string])[];
}

const VALIDITIES = [
  ['now', 'valid now'],
  ['not_yet', 'not valid yet'],
  ['no_more', 'not valid any more'],
] as const;

export const FILTER_KINDS: Readonly<Record<FilterName, FilterKind>> = {
  tag: { label: 'Tag', says: 'tagged' },
  source: { label: 'Source', says: 'source is', hint: 'The source as it is written, from beginning to end' },
  language: { label: 'Language', says: 'language is', hint: 'As it is written there, like en or de-CH' },
  valid: { label: 'Validity', says: '', choices: VALIDITIES },
  embedding_status: {
    label: 'Embedding',
    says: 'embedding is',
    choices: EMBEDDING_STATUSES.map((status) => [status, status] as const),
  },
  import_id: {
    label: 'Import',
    says: 'added by the import',
    hint: 'The id of an import; its page has a link to its pairs',
  },
};

/** Whether anybody could ask so. */
export const isFilter = (name: FilterName, word: string): boolean =>
  word.trim() !== '' && PairFilters.shape[name].safeParse(word).success;

const valueWords = (name: FilterName, word: string): string => {
  if (name === 'import_id') return idEnd(word);
  return FILTER_KINDS[name].choices?.find(([value]) => value === word)?.[1] ?? word;
};

/** `tagged billing`. */
export const filterWords = (name: FilterName, word: string): string =>
  `${FILTER_KINDS[name].says} ${valueWords(name, word)}`.trim();
