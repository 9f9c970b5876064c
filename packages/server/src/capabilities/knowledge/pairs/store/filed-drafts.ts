import { sql, type RawBuilder } from 'kysely';
import { type BinaryArray, byteaArray, textArray, uuidArray } from '../../../../platform/database/binary-array.ts';
import { arrayText } from '../../../../platform/database/array-text.ts';
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
  const texts = (of: (draft: FiledDraft) => string | null): BinaryArray => textArray(drafts.map(of));
  return sql`
    unnest(${uuidArray(drafts.map(({ id }) => id))}::uuid[], ${texts(({ question }) => question)}::text[],
           ${texts(({ answer }) => answer)}::text[], ${texts(({ phrasings }) => arrayText(phrasings))}::text[],
           ${texts(({ tags }) => arrayText(tags))}::text[], ${texts(({ source }) => source)}::text[],
           ${texts(({ language }) => language)}::text[], ${texts(({ valid_from: from }) => from)}::text[],
           ${texts(({ valid_until: until }) => until)}::text[], ${byteaArray(drafts.map(({ key }) => key))}::bytea[],
           ${texts(({ question }) => sortKeyOf(question))}::text[], ${byteaArray(drafts.map(({ hash }) => hash))}::bytea[])
        as d (id, question, answer, phrasings, tags, source, language, valid_from, valid_until, question_key, sort_key, text_hash)`;
};
