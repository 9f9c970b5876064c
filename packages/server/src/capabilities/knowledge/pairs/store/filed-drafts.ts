import { sql, type RawBuilder } from 'kysely';
import type { PairDraft } from '../../pair-draft.ts';
import { type Fingerprint, questionKeyOf, sortKeyOf, textHashOf } from '../fingerprints.ts';

/** What a pair is to say, with its id and what is reckoned from its text. */
export interface FiledDraft extends PairDraft {
  readonly id: string;
  readonly key: Fingerprint;
  readonly hash: Fingerprint;
}

export const file = (id: string, draft: PairDraft): FiledDraft => ({
  ...draft,
  id,
  key: questionKeyOf(draft.question),
  hash: textHashOf(draft),
});

/** Drafts as rows `d` of a statement. */
export const draftRows = (drafts: readonly FiledDraft[]): RawBuilder<unknown> => {
  const column = <Value>(valueOf: (draft: FiledDraft) => Value): Value[] => drafts.map(valueOf);
  return sql`
    unnest(${column(({ id }) => id)}::uuid[], ${column(({ question }) => question)}::text[],
           ${column(({ answer }) => answer)}::text[], ${column(({ phrasings }) => arrayOf(phrasings))}::text[],
           ${column(({ tags }) => arrayOf(tags))}::text[], ${column(({ source }) => source)}::text[],
           ${column(({ language }) => language)}::text[], ${column(({ valid_from: from }) => from)}::timestamptz[],
           ${column(({ valid_until: until }) => until)}::timestamptz[], ${column(({ key }) => key)}::bytea[],
           ${column(({ question }) => sortKeyOf(question))}::text[], ${column(({ hash }) => hash)}::bytea[])
        as d (id, question, answer, phrasings, tags, source, language, valid_from, valid_until, question_key, sort_key, text_hash)`;
};

/** As the database writes an array: an array of arrays would have to be a rectangle. */
const arrayOf = (texts: readonly string[]): string =>
  texts.length === 0 ? '{}' : `{${texts.map((text) => `"${text.replace(QUOTED, '\\$&')}"`).join(',')}}`;

const QUOTED = /["\\]/gu;
