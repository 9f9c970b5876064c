import type { DecisionBypass, DecisionBypassId } from '@holdfast/protocol/decisions/bypasses';
import type { PrincipalId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { Read, Write } from '../../../../platform/database/transaction.ts';
import type { MemberOrKey } from '../../../../platform/http/member-or-key.ts';
import { inSeconds } from '../../store/in-seconds.ts';
import type { Maker } from '../store.ts';

export type StoredBypass = Omit<DecisionBypass, 'by' | 'ended_by'> & {
  readonly made_by: PrincipalId;
  readonly ended_by_kind: 'member' | 'key' | null;
  readonly ended_by: PrincipalId | null;
};

const BYPASS = sql`id, kinds, reason, made_by, began_at, ends_at, ends_at > holdfast.now() as active, ended_by_kind, ended_by`;

export interface NewBypass {
  readonly id: DecisionBypassId;
  readonly kinds: readonly string[];
  readonly reason: string;
  readonly seconds: number;
  readonly by: Maker;
}

export const insertBypass = (tx: Write, { id, kinds, reason, seconds, by }: NewBypass): Promise<StoredBypass> =>
  tx.one(sql<StoredBypass>`
    insert into decisions.bypasses (workspace_id, id, kinds, reason, made_by, made_account, ends_at)
    values (${tx.workspace}, ${id}, ${[...kinds]}::text[], ${reason}, ${by.member}, ${by.account}, ${inSeconds(seconds)})
    returning ${BYPASS}`);

/** One more than the page has. */
export const listBypasses = (
  tx: Read,
  { limit, after }: { readonly limit: number; readonly after: DecisionBypassId | undefined },
): Promise<StoredBypass[]> =>
  tx.many(sql<StoredBypass>`
    select ${BYPASS} from decisions.bypasses
     where workspace_id = ${tx.workspace} and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
     order by id desc limit ${limit + 1}`);

export const lockBypass = (tx: Write, id: DecisionBypassId): Promise<StoredBypass | undefined> =>
  tx.maybe(sql<StoredBypass>`
    select ${BYPASS} from decisions.bypasses where workspace_id = ${tx.workspace} and id = ${id} for update`);

/** Undefined where it was over before. */
export const endBypass = (tx: Write, id: DecisionBypassId, by: MemberOrKey): Promise<StoredBypass | undefined> =>
  tx.maybe(sql<StoredBypass>`
    update decisions.bypasses set ends_at = holdfast.now(), ended_by_kind = ${by.kind}, ended_by = ${by.id}
     where workspace_id = ${tx.workspace} and id = ${id} and ends_at > holdfast.now() returning ${BYPASS}`);

/** Who began each. */
export const readBypassMakers = async (
  tx: Read,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly made_by: PrincipalId }[]> =>
  tx.many(sql<{ id: string; made_by: PrincipalId }>`
    select id, made_by from decisions.bypasses where workspace_id = ${tx.workspace} and id = any (${[...ids]}::uuid[])`);
