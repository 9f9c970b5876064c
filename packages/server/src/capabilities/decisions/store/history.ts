import type { STEPS } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read } from '../../../platform/database/transaction.ts';
import type { ActorKind } from './actor.ts';

interface Place {
  readonly after: number | undefined;
  readonly limit: number;
}

export interface StoredStep {
  readonly number: number;
  readonly step: (typeof STEPS)[number];
  readonly actor_kind: ActorKind;
  readonly actor_id: PrincipalId | null;
  readonly reason: string | null;
  readonly level: number;
  readonly revision: number;
  readonly to_id: PrincipalId | null;
  readonly at: Timestamp;
}

/** One more than the page has. */
export const listSteps = (tx: Read, id: DecisionId, { after, limit }: Place): Promise<StoredStep[]> =>
  tx.many(sql<StoredStep>`
    select number, step, actor_kind, actor_id, reason, level, revision, to_id, at from decisions.steps
     where workspace_id = ${tx.workspace} and decision_id = ${id} and number > ${after ?? 0}::integer
     order by number limit ${limit + 1}`);

export interface StoredRevision {
  readonly revision: number;
  readonly arguments: string;
  readonly arguments_sha256: Buffer;
  readonly actor_kind: ActorKind;
  readonly actor_id: PrincipalId;
  readonly reason: string | null;
  readonly at: Timestamp;
  /** Of the revision before. */
  readonly was: string | null;
}

/** One more than the page has. Where nothing was changed the decision itself is the only one. */
export const listRevisions = (tx: Read, id: DecisionId, { after, limit }: Place): Promise<StoredRevision[]> =>
  tx.many(sql<StoredRevision>`
    select * from (
      select r.revision, r.arguments, r.arguments_sha256, r.actor_kind, r.actor_id, r.reason, r.at,
             lag(r.arguments) over (order by r.revision) as was
        from decisions.revisions r where r.workspace_id = ${tx.workspace} and r.decision_id = ${id}
      union all
      select d.revision, d.arguments, d.arguments_sha256, d.asker_kind, d.asker_id, null, d.created_at, null
        from decisions.decisions d where d.workspace_id = ${tx.workspace} and d.id = ${id} and d.revision = 1
    ) as of
     where of.revision > ${after ?? 0}::integer order by of.revision limit ${limit + 1}`);

export interface StoredVote {
  readonly member_id: PrincipalId;
  readonly reason: string | null;
  readonly option: string | null;
  readonly at: Timestamp;
}

/** Approvals of the present arguments at the present level, the first first. */
export const listVotes = (tx: Read, id: DecisionId): Promise<StoredVote[]> =>
  tx.many(sql<StoredVote>`
    select v.member_id, v.reason, v.option, v.at
      from decisions.votes v join decisions.decisions d
        on d.workspace_id = v.workspace_id and d.id = v.decision_id and d.revision = v.revision and d.level = v.level
     where v.workspace_id = ${tx.workspace} and v.decision_id = ${id} order by v.at`);
