import { sql, type RawBuilder } from 'kysely';
import { plainArray, textArray } from '../../../../platform/database/array-text.ts';
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
  const texts = (of: (draft: FiledDraft) => string | null): string => textArray(drafts.map(of));
  const plain = (of: (draft: FiledDraft) => string | null): string => plainArray(drafts.map(of));
  return sql`
    unnest(${plain(({ id }) => id)}::uuid[], ${texts(({ question }) => question)}::text[],
           ${texts(({ answer }) => answer)}::text[], ${texts(({ phrasings }) => textArray(phrasings))}::text[],
           ${texts(({ tags }) => textArray(tags))}::text[], ${texts(({ source }) => source)}::text[],
           ${texts(({ language }) => language)}::text[], ${texts(({ valid_from: from }) => from)}::timestamptz[],
           ${texts(({ valid_until: until }) => until)}::timestamptz[], ${plain(({ key }) => key.slice(2))}::text[],
           ${texts(({ question }) => sortKeyOf(question))}::text[], ${plain(({ hash }) => hash.slice(2))}::text[])
        as d (id, question, answer, phrasings, tags, source, language, valid_from, valid_until, question_key, sort_key, text_hash)`;
};
