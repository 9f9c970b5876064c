import type { ImportId, PairId } from '@holdfast/protocol/knowledge/ids';
import type { PairVersion } from '@holdfast/protocol/knowledge/pairs';
import type { Version } from '@holdfast/protocol/version';
import { sql } from 'kysely';
import type { Read, Write } from '../../../../platform/database/transaction.ts';
import type { PairDraft } from '../../pair-draft.ts';

/** A version, and nobody's name. */
export interface StoredVersion extends Omit<PairVersion, 'made'> {
  readonly made_at: PairVersion['made']['at'];
  readonly made_by: PairVersion['made']['by'];
  readonly actor_kind: PairVersion['made']['actor']['kind'];
  readonly actor_id: PairVersion['made']['actor']['id'];
  readonly made_by_import: ImportId | null;
}

const SAID = sql`question, answer, phrasings, tags, source, language, valid_from, valid_until`;
const MADE = sql`made_by, actor_kind, actor_id, made_by_import`;

/** What it is, then what it was, the latest first. One more than the page has. */
export const listVersions = (
  tx: Read,
  id: PairId,
  { limit, before }: { readonly limit: number; readonly before: number | undefined },
): Promise<StoredVersion[]> => {
  const isBefore = before === undefined ? sql`` : sql`and version < ${before}::integer`;
  return tx.many(sql<StoredVersion>`
    select version, ${SAID}, removed_at is not null as removed, updated_at as made_at, ${MADE}
      from knowledge.pairs where workspace_id = ${tx.workspace} and id = ${id} ${isBefore}
    union all
    (select version, ${SAID}, removed, made_at, ${MADE}
       from knowledge.pair_versions where workspace_id = ${tx.workspace} and pair_id = ${id} ${isBefore}
      order by version desc limit ${limit + 1})
     order by version desc limit ${limit + 1}`);
};

export const isKnown = async (tx: Read, id: PairId): Promise<boolean> =>
  (await tx.maybe(
    sql<object>`select version from knowledge.pairs where workspace_id = ${tx.workspace} and id = ${id}`,
  )) !== undefined;

export type EarlierDraft = PairDraft & { readonly id: string };

interface Wanted {
  readonly id: string;
  readonly version: Version | number;
}

/** What pairs were in these versions; of one that is not kept there is none. */
export const readVersions = (tx: Write, wanted: readonly Wanted[]): Promise<EarlierDraft[]> =>
  tx.many(sql<EarlierDraft>`
    select v.pair_id as id, ${SAID}
      from unnest(${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ version }) => version)}::bigint[]) as w (id, number)
      join knowledge.pair_versions v on v.workspace_id = ${tx.workspace} and v.pair_id = w.id and v.version = w.number`);
