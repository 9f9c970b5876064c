import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { PAIR_SORTS, PairFilters } from '@holdfast/protocol/knowledge/pairs';
import { sql, type RawBuilder } from 'kysely';
import type { Read } from '../../../../platform/database/transaction.ts';
import { KNOWN, SAID, TEXT_BYTES } from './reading.ts';
import { embeddingStatus } from '../../embedding/store/embedding-status.ts';

export type PairSort = (typeof PAIR_SORTS)[number];

/** Where a pair is in every list. */
export interface PairPlace {
  readonly id: string;
  readonly change: number;
  readonly sort_key: string;
}

export interface Looked extends PairPlace {
  readonly pair: Pair;
  readonly fits: boolean;
  /** So many were looked at, or so much was found, and behind it may be more. */
  readonly is_end: boolean;
}

export interface PairLook {
  readonly filters: PairFilters;
  readonly sort: PairSort;
  readonly after: PairPlace | undefined;
  readonly limit: number;
}

/** So many pairs are looked at for one page; vectors take longer to look at than what stands in the row, and texts have any length. */
const MOST_LOOKED_AT = 50_000;
const MOST_WITH_VECTORS = 20_000;
export const MOST_WITH_TEXTS = 500;
/** What is found has no more text than that, and one pair. */
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * The pairs that fit, and where the look had to end when there is more to look at: that one comes last, whether it fits or
 * not. One more than the page has.
 */
export const lookForPairs = async (tx: Read, look: PairLook): Promise<Looked[]> => {
  const rows = await tx.many(lookOf(tx, look));
  return rows.map(
    ({ workspace_id: _workspace, text_hash: _hash, place: _place, own: _own, through: _through, ...row }) => {
      const { change, sort_key, fits: doesFit, is_end, ...pair } = row;
      return { id: pair.id, change, sort_key, fits: doesFit, is_end, pair };
    },
  );
};

/** One statement, which goes along an index no further than it has to. */
export const lookOf = (tx: Read, { filters, sort, after, limit }: PairLook): RawBuilder<Row> => {
  const { order, behind } = SORTS[sort];
  const most = mostOf(filters);
  const inOrder = order(sql`p`);
  return sql<Row>`
    select f.*, f.place = ${most} or f.through >= ${MOST_BYTES} as is_end
      from (select p.*, ${embeddingStatus} as embedding_status, ${TEXT_BYTES} as own,
                   sum(${TEXT_BYTES}) over (order by ${inOrder} rows unbounded preceding) as through
              from (select l.*, row_number() over (order by ${order(sql`l`)}) as place
                      from (select p.workspace_id, p.id, ${SAID}, ${KNOWN}, p.text_hash, p.change, p.sort_key,
                                   ${fits(filters)} as fits
                              from knowledge.pairs p
                             where p.workspace_id = ${tx.workspace} and p.removed_at is null
                               ${after === undefined ? sql`` : sql`and ${behind(after)}`}
                             order by ${inOrder} limit ${most}) l) p
             where p.fits or p.place = ${most}
             order by ${inOrder} limit ${limit + 1}) f
     where f.through - f.own < ${MOST_BYTES} order by ${order(sql`f`)}`;
};

const mostOf = ({ text, embedding_status: status }: PairFilters): number => {
  if (text !== undefined) return MOST_WITH_TEXTS;
  return status === undefined ? MOST_LOOKED_AT : MOST_WITH_VECTORS;
};

type Row = Pair &
  Omit<Looked, 'id' | 'pair'> & {
    readonly workspace_id: string;
    readonly text_hash: Buffer;
    readonly place: number;
    readonly own: number;
    readonly through: number;
  };

interface Sorting {
  readonly order: (row: RawBuilder<unknown>) => RawBuilder<unknown>;
  readonly behind: (place: PairPlace) => RawBuilder<unknown>;
}

/** Each has an index. */
const SORTS: Readonly<Record<PairSort, Sorting>> = {
  newest: { order: (row) => sql`${row}.id desc`, behind: ({ id }) => sql`p.id < ${id}::uuid` },
  oldest: { order: (row) => sql`${row}.id`, behind: ({ id }) => sql`p.id > ${id}::uuid` },
  changed: {
    order: (row) => sql`${row}.change desc, ${row}.id desc`,
    behind: ({ change, id }) => sql`(p.change, p.id) < (${change}::bigint, ${id}::uuid)`,
  },
  question: {
    order: (row) => sql`${row}.sort_key, ${row}.id`,
    behind: ({ sort_key: key, id }) => sql`(p.sort_key, p.id) > (${key}::text collate "C", ${id}::uuid)`,
  },
};

/** Only what is asked for stands in the statement. */
const fits = (filters: PairFilters): RawBuilder<unknown> => {
  const { text, tag, source, language, import_id: importId, embedding_status: status, valid } = filters;
  const conditions = [
    tag !== undefined && sql`${tag.trim()} = any(p.tags)`,
    source !== undefined && sql`p.source = ${source.trim()}`,
    language !== undefined && sql`p.language is not distinct from ${language}`,
    importId !== undefined && sql`p.import_id is not distinct from ${importId}::uuid`,
    valid !== undefined && VALID[valid],
    text !== undefined && contains(text),
    status !== undefined && sql`${embeddingStatus} = ${status}`,
  ].filter((condition) => condition !== false);
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
};

const VALID = {
  now: sql`coalesce(p.valid_from <= holdfast.now(), true) and coalesce(p.valid_until > holdfast.now(), true)`,
  not_yet: sql`coalesce(p.valid_from > holdfast.now(), false)`,
  no_more: sql`coalesce(p.valid_until <= holdfast.now(), false)`,
};

const contains = (text: string): RawBuilder<unknown> => {
  const pattern = `%${text.replace(WILD, '\\$&')}%`;
  return sql`(p.question ilike ${pattern} or p.answer ilike ${pattern} or array_to_string(p.phrasings, chr(1)) ilike ${pattern})`;
};

const WILD = /[\\%_]/gu;
