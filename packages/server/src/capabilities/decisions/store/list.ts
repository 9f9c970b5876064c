import type { DeciderRole, DecisionStatus, Execution } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { TraceId } from '@holdfast/protocol/traces/ids';
import { sql, type RawBuilder } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';
import { LISTED, type StoredListed } from './decisions.ts';

export interface Wanted {
  /** Undefined for all that have the execution that is wanted. */
  readonly status: DecisionStatus | undefined;
  readonly execution: Execution['status'] | undefined;
  readonly asker: PrincipalId | undefined;
  readonly kind: string | undefined;
  readonly urgency: number | undefined;
  readonly requiredRole: DeciderRole | undefined;
  readonly claimed:
    | {
        readonly by: 'by_me' | 'by_others' | 'by_nobody';
        readonly me: PrincipalId;
        /** Whose claims stand, by the role that is needed. */
        readonly holders: Readonly<Record<DeciderRole, readonly PrincipalId[]>>;
      }
    | undefined;
  readonly traceId: TraceId | undefined;
  readonly limit: number;
}

type WaitingPlace = readonly [urgency: number, id: DecisionId];

/** Those that wait, behind this one: the most urgent first, then the oldest. One more than the page has. */
export const listWaiting = (tx: Read, wanted: Wanted, after: WaitingPlace | undefined): Promise<StoredListed[]> =>
  tx.many(waitingOf(tx, wanted, after));

/** Those that are over, behind this one: the latest first. One more than the page has. */
export const listOver = (tx: Read, wanted: Wanted, after: DecisionId | undefined): Promise<StoredListed[]> =>
  tx.many(overOf(tx, wanted, after));

export const waitingOf = (
  tx: Read,
  wanted: Wanted,
  after: WaitingPlace | undefined,
): RawBuilder<StoredListed> => sql<StoredListed>`
    select ${LISTED} from decisions.decisions d
     where d.workspace_id = ${tx.workspace} and d.status in ('pending', 'returned') and ${fitting(wanted)}
       ${after === undefined ? sql`` : sql`and (d.rank, d.id) > (${rankOf(after[0])}::smallint, ${after[1]}::uuid)`}
     order by d.rank, d.id limit ${wanted.limit + 1}`;

export const overOf = (
  tx: Read,
  wanted: Wanted,
  after: DecisionId | undefined,
): RawBuilder<StoredListed> => sql<StoredListed>`
    select ${LISTED} from decisions.decisions d
     where d.workspace_id = ${tx.workspace} and ${fitting(wanted)}
       ${after === undefined ? sql`` : sql`and d.id < ${after}::uuid`}
     order by d.id desc limit ${wanted.limit + 1}`;

/** Where the index has them. */
const DONE: Readonly<Record<Execution['status'], number>> = { waiting: 0, taken: 0, executed: 1, failed: 2 };

/** In which order lists have them. */
const rankOf = (urgency: number): number => 3 - urgency;

const fitting = ({
  status,
  execution,
  asker,
  kind,
  urgency,
  requiredRole,
  claimed,
  traceId,
}: Wanted): RawBuilder<unknown> =>
  sql.join(
    [
      sql`true`,
      ...(status === undefined ? [] : [sql`d.status = ${status}`]),
      ...(execution === undefined ? [] : [sql`d.done = ${DONE[execution]}::smallint and d.execution = ${execution}`]),
      ...(asker === undefined ? [] : [sql`d.asker_id = ${asker}`]),
      ...(kind === undefined ? [] : [sql`d.kind = ${kind}`]),
      ...(urgency === undefined ? [] : [sql`d.rank = ${rankOf(urgency)}::smallint`]),
      ...(requiredRole === undefined ? [] : [sql`d.levels -> (d.level - 1) ->> 'required_role' = ${requiredRole}`]),
      ...(traceId === undefined ? [] : [sql`d.trace_id = ${traceId}`]),
      ...(claimed === undefined ? [] : [claimedAs(claimed)]),
    ],
    sql` and `,
  );

const claimedAs = ({ by, me, holders }: NonNullable<Wanted['claimed']>): RawBuilder<unknown> => {
  const isClaimed = sql`d.claimed_until > holdfast.now() and d.claimed_by = any (
    case when d.levels -> (d.level - 1) ->> 'required_role' = 'admin'
         then ${[...holders.admin]}::uuid[] else ${[...holders.analyst]}::uuid[] end)`;
  if (by === 'by_nobody') return sql`(${isClaimed}) is not true`;
  return sql`${isClaimed} and d.claimed_by ${by === 'by_me' ? sql`=` : sql`<>`} ${me}::uuid`;
};

/** Whoever has something to themselves, whether or not they may decide it still. */
export const findHolders = async (tx: Read): Promise<PrincipalId[]> => {
  const holders = await tx.many(sql<{ readonly claimed_by: PrincipalId }>`
    select distinct claimed_by from decisions.decisions
     where workspace_id = ${tx.workspace} and status in ('pending', 'returned') and claimed_by is not null
       and claimed_until > holdfast.now()`);
  return holders.map(({ claimed_by: id }) => id);
};
