import { EMBEDDING_STATUSES } from '@holdfast/protocol/knowledge/pair';
import { PairFilters } from '@holdfast/protocol/knowledge/pairs';
import type { FilterKinds } from '../../filters/filter-kind.ts';
import { idEnd } from '../../text/id-end.ts';

export type FilterName = Exclude<keyof PairFilters, 'text'>;

const VALIDITIES = [
  ['now', 'valid now'],
  ['not_yet', 'not valid yet'],
  ['no_more', 'not valid any more'],
] as const;

const takenAs =
  (name: FilterName) =>
  (word: string): boolean =>
    word.trim() !== '' && PairFilters.shape[name].safeParse(word).success;

/** What pairs are narrowed by, beside text. */
export const FILTER_KINDS: FilterKinds<FilterName> = {
  tag: { label: 'Tag', says: 'tagged', takes: takenAs('tag') },
  source: {
    label: 'Source',
    says: 'source is',
    hint: 'The source as it is written, from beginning to end',
    takes: takenAs('source'),
  },
  language: {
    label: 'Language',
    says: 'language is',
    hint: 'As it is written there, like en or de-CH',
    takes: takenAs('language'),
  },
  valid: { label: 'Validity', says: '', choices: VALIDITIES, takes: takenAs('valid') },
  embedding_status: {
    label: 'Embedding',
    says: 'embedding is',
    choices: EMBEDDING_STATUSES.map((status) => [status, status] as const),
    takes: takenAs('embedding_status'),
  },
  import_id: {
    label: 'Import',
    says: 'added by the import',
    hint: 'The id of an import; its page has a link to its pairs',
    words: idEnd,
    takes: takenAs('import_id'),
  },
};
