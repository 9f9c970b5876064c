import type {
  DecisionStatus,
  Evidence,
  Execution,
  Level,
  Outcome,
  Verdict,
} from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Version } from '@holdfast/protocol/version';
import { sql, type RawBuilder } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import type { Write } from '../../../platform/database/transaction.ts';
import type { Rejudged } from '../ruling/rejudge.ts';
import { untilMoved } from '../rules/levels.ts';
import type { Exact } from '../rules/exactness.ts';
import type { StoredActor } from './actor.ts';
import { WHOLE, type StoredDecision } from './decisions.ts';
import { inSeconds } from './in-seconds.ts';
import { stepOfD, type Done, type Stepped } from './steps.ts';

interface Change {
  readonly set: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
  readonly done: Done;
}

/** One conditional update, with the step that says so: undefined where the condition does not hold. */
const change = async (tx: Write, id: DecisionId, { set, where, done }: Change): Promise<Stepped | undefined> => {
  const now = await tx.maybe(sql<StoredDecision>`
    with d as (
      update decisions.decisions set ${set}, version = version + 1
       where workspace_id = ${tx.workspace} and id = ${id} and ${where} returning *
    ), step as (${stepOfD(done)})
    select ${WHOLE} from d`);
  return now && { done, now };
};

const IS_OPEN = sql`status in ('pending', 'returned')`;

/**
 * Judged by the clock of the database when it runs and not when the transaction began: a click that waited for a lock past the
 * deadline loses, whether or not anybody has looked at the deadline since.
 */
const whileOpen = (tx: Write, id: DecisionId, set: RawBuilder<unknown>, done: Done): Promise<Stepped | undefined> =>
  change(tx, id, { set, where: sql`${IS_OPEN} and deadline_at > holdfast.now()`, done });

const UNCLAIMED = sql`claimed_by = null, claimed_until = null, delegated_by = null`;

export interface Decided {
  readonly status: Exclude<DecisionStatus, 'pending' | 'returned'>;
  readonly verdict: Verdict;
  readonly how: Outcome['how'];
  readonly by: StoredActor;
  /** Where a rule decides. */
  readonly ruleVersion?: Version | undefined;
  readonly reason: string | undefined;
  readonly option?: string | undefined;
  /** Other arguments than those that were asked for: the next revision. */
  readonly revised?: Revised | undefined;
}

const decidedBy = ({
  status,
  verdict,
  how,
  by,
  ruleVersion,
  reason,
  option,
  revised,
}: Decided): RawBuilder<unknown> => sql`
  status = ${status}, verdict = ${verdict}, decided_how = ${how}, decided_by_kind = ${by.kind}, decided_by = ${by.id},
  decided_rule_version = ${ruleVersion ?? null}::integer,
  reason = ${reason ?? null}, option = ${option ?? null}, decided_at = least(holdfast.now(), deadline_at),
  in_time = holdfast.now() <= least(due_at, deadline_at),
  execution = ${verdict === 'approve' ? 'waiting' : null}, ${UNCLAIMED},
  arguments = coalesce(${revised?.text ?? null}, arguments),
  arguments_sha256 = coalesce(${revised?.sha256 ?? null}::bytea, arguments_sha256),
  required_by = coalesce(${revised === undefined ? null : JSON.stringify(revised.requiredBy)}::jsonb, required_by),
  revision = revision + ${revised === undefined ? 0 : 1}::integer, approved_edited = ${revised !== undefined}`;

const stepOf = ({ status: step, by, reason }: Decided): Done => ({ step, by, reason });

/** Wins only while nobody has decided and the deadline stands, whatever the clock of any node says. */
export const decide = (tx: Write, id: DecisionId, decided: Decided): Promise<Stepped | undefined> =>
  whileOpen(tx, id, decidedBy(decided), stepOf(decided));

/** The opposite half of the same condition: of a decision and its deadline one wins. */
export const expire = (tx: Write, id: DecisionId, decided: Decided): Promise<Stepped | undefined> =>
  change(tx, id, {
    set: decidedBy(decided),
    where: sql`${IS_OPEN} and deadline_at <= holdfast.now()`,
    done: stepOf(decided),
  });

export interface Claim {
  readonly by: PrincipalId;
  readonly seconds: number;
  readonly delegatedBy?: PrincipalId;
}

export const claim = (
  tx: Write,
  id: DecisionId,
  { by, seconds, delegatedBy }: Claim,
  done: Done,
): Promise<Stepped | undefined> =>
  whileOpen(
    tx,
    id,
    sql`claimed_by = ${by}, claimed_until = ${inSeconds(seconds)}, delegated_by = ${delegatedBy ?? null}`,
    done,
  );

const beginLevel = (levels: readonly Level[], level: number): RawBuilder<unknown> =>
  sql`level = ${level}, due_at = ${inSeconds(levels[level - 1]?.within_seconds ?? null)}, moves_at = ${inSeconds(untilMoved(levels, level))}`;

/** Its clock begins. */
export const moveToLevel = (
  tx: Write,
  { id, levels }: Pick<StoredDecision, 'id' | 'levels'>,
  level: number,
  done: Done,
): Promise<Stepped | undefined> => whileOpen(tx, id, sql`${beginLevel(levels, level)}, ${UNCLAIMED}`, done);

/** The clock of its level stands still; the deadline goes on. */
export const giveBack = (tx: Write, id: DecisionId, done: Done): Promise<Stepped | undefined> =>
  whileOpen(tx, id, sql`status = 'returned', due_at = null, moves_at = null, ${UNCLAIMED}`, done);

/** The clock of its level begins anew. */
export const takeUpAgain = (
  tx: Write,
  { id, levels, level }: Pick<StoredDecision, 'id' | 'levels' | 'level'>,
  evidence: readonly Evidence[],
  done: Done,
): Promise<Stepped | undefined> =>
  whileOpen(
    tx,
    id,
    sql`status = 'pending', ${beginLevel(levels, level)}, evidence = evidence || ${JSON.stringify(evidence)}::jsonb`,
    done,
  );

/** What is asked for now, and what that needs. */
export interface Revised extends Exact, Rejudged {}

/** Without a version of its own: it is a part of what else is done. Where other levels are needed, the clock of its level begins anew. */
export const revise = async (
  tx: Write,
  { id, levels, level }: Pick<StoredDecision, 'id' | 'levels' | 'level'>,
  { text, sha256, needs, requiredBy }: Revised,
): Promise<void> => {
  const isAsBefore = isDeepStrictEqual(levels, needs.levels);
  await tx.run(sql`
    update decisions.decisions
       set arguments = ${text}, arguments_sha256 = ${sha256}, revision = revision + 1,
           levels = ${JSON.stringify(needs.levels)}::jsonb, quorum = ${needs.quorum}, four_eyes = ${needs.fourEyes},
           second_factor = ${needs.secondFactor}, default_verdict = ${needs.defaultVerdict},
           required_by = ${JSON.stringify(requiredBy)}::jsonb ${isAsBefore ? sql`` : sql`, ${beginLevel(needs.levels, level)}`}
     where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** What changes nothing else of it. Nobody has it afterwards. */
export const touch = (tx: Write, id: DecisionId, done: Done): Promise<Stepped | undefined> =>
  whileOpen(tx, id, UNCLAIMED, done);

export interface NewRevision extends Exact {
  readonly id: DecisionId;
  readonly by: StoredActor;
  readonly account: AccountId;
  readonly reason: string | undefined;
}

/** The one that was asked for is written down with the first that is other. Comes before the decision is changed. */
export const addRevision = async (tx: Write, { id, text, sha256, by, account, reason }: NewRevision): Promise<void> => {
  await tx.run(sql`
    insert into decisions.revisions
      (workspace_id, decision_id, revision, arguments, arguments_sha256, actor_kind, actor_id, actor_account, reason, at)
    select workspace_id, id, 1, arguments, arguments_sha256, asker_kind, asker_id, owner_account, null, created_at
      from decisions.decisions where workspace_id = ${tx.workspace} and id = ${id} and revision = 1`);
  await tx.run(sql`
    insert into decisions.revisions
      (workspace_id, decision_id, revision, arguments, arguments_sha256, actor_kind, actor_id, actor_account, reason)
    select workspace_id, id, revision + 1, ${text}, ${sha256}, ${by.kind}, ${by.id}::uuid, ${account}::uuid, ${reason ?? null}
      from decisions.decisions where workspace_id = ${tx.workspace} and id = ${id}`);
};

export interface NewVote {
  readonly id: DecisionId;
  readonly by: PrincipalId;
  readonly reason: string | undefined;
  readonly option: string | undefined;
}

/** Of the present arguments, at the present level. Whoever voted before votes this instead. */
export const putVote = async (tx: Write, { id, by, reason, option }: NewVote): Promise<void> => {
  await tx.run(sql`
    insert into decisions.votes (workspace_id, decision_id, revision, level, member_id, reason, option)
    select workspace_id, id, revision, level, ${by}::uuid, ${reason ?? null}, ${option ?? null}
      from decisions.decisions where workspace_id = ${tx.workspace} and id = ${id}
    on conflict (workspace_id, decision_id, revision, level, member_id)
      do update set reason = excluded.reason, option = excluded.option, at = excluded.at`);
};

/** Says of those of the present arguments, at the present level, which count as it is approved. */
export const settleVotes = async (tx: Write, id: DecisionId, counting: readonly PrincipalId[]): Promise<void> => {
  await tx.run(sql`
    update decisions.votes v set counted = v.member_id = any (${[...counting]}::uuid[])
      from decisions.decisions d
     where v.workspace_id = ${tx.workspace} and v.decision_id = ${id} and d.workspace_id = v.workspace_id
       and d.id = v.decision_id and d.revision = v.revision and d.level = v.level`);
};

/** Once: whoever comes second, while the first has it or after it ended, gets nothing. */
export const take = (tx: Write, id: DecisionId, by: StoredActor, seconds: number): Promise<Stepped | undefined> =>
  change(tx, id, {
    set: sql`execution = 'taken', executor_kind = ${by.kind}, executor_id = ${by.id}, taken_until = ${inSeconds(seconds)}`,
    where: sql`(execution = 'waiting' or (execution = 'taken' and taken_until <= holdfast.now()))`,
    done: { step: 'execution_taken', by },
  });

export interface Ended {
  readonly by: StoredActor;
  readonly status: Extract<Execution['status'], 'executed' | 'failed'>;
  readonly detail: string | undefined;
}

/** By whoever took it, as long as nobody else has. */
export const endExecution = (tx: Write, id: DecisionId, { by, status, detail }: Ended): Promise<Stepped | undefined> =>
  change(tx, id, {
    set: sql`execution = ${status}, execution_detail = ${detail ?? null}, execution_ended_at = holdfast.now()`,
    where: sql`execution = 'taken' and executor_id = ${by.id}`,
    done: { step: status === 'executed' ? 'executed' : 'execution_failed', by },
  });
