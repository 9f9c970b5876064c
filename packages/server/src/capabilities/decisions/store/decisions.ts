import type {
  DecisionStatus,
  Evidence,
  Execution,
  Level,
  Option,
  Outcome,
  Verdict,
} from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import type { Version } from '@holdfast/protocol/version';
import { sql, type RawBuilder } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import type { RuleText } from '../ruling/judge.ts';
import type { ActorKind } from './actor.ts';

/** Who approved, and what. */
export interface StoredBallot {
  readonly by: PrincipalId;
  readonly option: string | null;
  /** Whether it counted when the decision was approved; null before, and where nobody asked for several. */
  readonly counted: boolean | null;
}

/** A decision as lists need it. */
export interface StoredSummary {
  readonly id: DecisionId;
  readonly kind: string;
  readonly title: string;
  readonly urgency: number;
  readonly status: DecisionStatus;
  readonly asker_kind: 'member' | 'key';
  readonly asker_id: PrincipalId;
  readonly owner_account: AccountId;
  readonly agent: string | null;
  readonly trace_id: TraceId | null;
  readonly levels: readonly Level[];
  readonly level: number;
  readonly due_at: Timestamp | null;
  readonly deadline_at: Timestamp;
  readonly default_verdict: Verdict;
  readonly quorum: number;
  readonly four_eyes: boolean;
  readonly second_factor: boolean;
  /** Of a claim whose time is over there is none. */
  readonly claimed_by: PrincipalId | null;
  readonly claimed_until: Timestamp | null;
  readonly delegated_by: PrincipalId | null;
  readonly verdict: Verdict | null;
  readonly decided_how: Outcome['how'] | null;
  readonly decided_by_kind: ActorKind | null;
  readonly decided_by: PrincipalId | null;
  readonly decided_rule_version: Version | null;
  readonly reason: string | null;
  readonly option: string | null;
  readonly decided_at: Timestamp | null;
  readonly execution: Execution['status'] | null;
  readonly executor_kind: 'member' | 'key' | null;
  readonly executor_id: PrincipalId | null;
  readonly taken_until: Timestamp | null;
  readonly execution_detail: string | null;
  readonly execution_ended_at: Timestamp | null;
  readonly revision: number;
  /** Its arguments are not those that were asked for. */
  readonly is_edited: boolean;
  readonly arguments_sha256: Buffer;
  /** Approvals of the present arguments at the present level, the first first. */
  readonly votes: readonly StoredBallot[];
  readonly created_at: Timestamp;
  readonly version: Version;
}

/** The same with what says who may approve it. */
export interface StoredListed extends StoredSummary {
  /** The accounts of those who made a revision. */
  readonly editors: readonly AccountId[];
  readonly options: readonly Option[];
}

/** The same with all that it holds. */
export interface StoredDecision extends StoredListed {
  readonly arguments: string;
  readonly evidence: readonly Evidence[];
  readonly required_by: readonly RuleText[];
  readonly span_id: SpanId | null;
  readonly approved_edited: boolean;
  readonly callback_url: string | null;
  /** The deadline has passed, whether or not anybody has looked. */
  readonly is_late: boolean;
  /** The time of its level is over, and there is another. */
  readonly is_due: boolean;
}

/** What stands beside it in other tables. */
const VOTES = sql`
  (select coalesce(
     jsonb_agg(jsonb_build_object('by', v.member_id, 'option', v.option, 'counted', v.counted) order by v.at), '[]')
     from decisions.votes v
    where v.workspace_id = d.workspace_id and v.decision_id = d.id and v.revision = d.revision and v.level = d.level)`;
const EDITORS = sql`
  array(select r.actor_account from decisions.revisions r
         where r.workspace_id = d.workspace_id and r.decision_id = d.id and r.revision > 1)`;
const CALLBACK_URL = sql`
  (select c.url from decisions.callbacks c where c.workspace_id = d.workspace_id and c.decision_id = d.id)`;
const EDITED = sql`
  d.revision > 1 and exists (
    select from decisions.revisions r
     where r.workspace_id = d.workspace_id and r.decision_id = d.id and r.revision = 1
       and r.arguments_sha256 <> d.arguments_sha256)`;
const NO_EDITORS = sql`'{}'::uuid[]`;
const NO_VOTES = sql`'[]'::jsonb`;

const summaryWith = (votes: RawBuilder<unknown>, edited: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  d.id, d.kind, d.title, d.urgency, d.status, d.asker_kind, d.asker_id, d.owner_account, d.agent, d.trace_id, d.levels, d.level,
  d.due_at, d.deadline_at, d.default_verdict, d.quorum, d.four_eyes, d.second_factor,
  case when d.claimed_until > holdfast.now() then d.claimed_by end as claimed_by,
  case when d.claimed_until > holdfast.now() then d.claimed_until end as claimed_until,
  case when d.claimed_until > holdfast.now() then d.delegated_by end as delegated_by,
  d.verdict, d.decided_how, d.decided_by_kind, d.decided_by, d.decided_rule_version, d.reason, d.option, d.decided_at, d.execution,
  d.executor_kind, d.executor_id, d.taken_until, d.execution_detail, d.execution_ended_at, d.revision, ${edited} as is_edited, d.arguments_sha256,
  ${votes} as votes, d.created_at, d.version`;

const wholeWith = (
  summary: RawBuilder<unknown>,
  editors: RawBuilder<unknown>,
  callbackUrl: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`${summary},
  d.arguments, d.evidence, d.options, d.required_by, d.span_id, d.approved_edited,
  ${editors} as editors, ${callbackUrl} as callback_url,
  d.deadline_at <= holdfast.now() as is_late, (d.moves_at <= holdfast.now()) is true as is_due`;

export const SUMMARY = summaryWith(VOTES, EDITED);
export const LISTED = sql`${SUMMARY}, ${EDITORS} as editors, d.options`;
export const WHOLE = wholeWith(SUMMARY, EDITORS, CALLBACK_URL);
/** Of one that was just asked for: there is nothing beside it yet. */
export const WHOLE_OF_NEW = wholeWith(summaryWith(NO_VOTES, sql`false`), NO_EDITORS, sql`null::text`);

export const findDecision = (tx: Read, id: DecisionId): Promise<StoredDecision | undefined> =>
  tx.maybe(sql<StoredDecision>`
    select ${WHOLE} from decisions.decisions d where d.workspace_id = ${tx.workspace} and d.id = ${id}`);

/** As little of it as whoever waits needs. */
export interface StateNow extends Pick<StoredDecision, 'status' | 'version'> {
  /** Where it was looked up, and not only heard of. */
  readonly is_late?: boolean;
}

export const findState = (tx: Read, id: DecisionId): Promise<StateNow | undefined> =>
  tx.maybe(sql<StateNow>`
    select status, version, deadline_at <= holdfast.now() as is_late from decisions.decisions
     where workspace_id = ${tx.workspace} and id = ${id}`);

/** While nobody else may change it. */
export const holdDecision = async (tx: Write, id: DecisionId): Promise<StoredDecision | undefined> => {
  const held = tx.maybe(
    sql`select from decisions.decisions where workspace_id = ${tx.workspace} and id = ${id} for update`,
  );
  // read by a statement of its own, which comes after it: what stands in other tables is then as whoever held it before has left it
  const [, decision] = await Promise.all([held, findDecision(tx, id)]);
  return decision;
};
