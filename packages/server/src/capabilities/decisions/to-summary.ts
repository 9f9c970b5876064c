import type { DecisionActor, DecisionSummary, Execution, Outcome } from '@holdfast/protocol/decisions/decision';
import { approvalsFor, mostApprovals } from './rules/counting.ts';
import { requiredRole } from './rules/state.ts';
import { priorityOf } from './rules/urgency.ts';
import type { StoredActor } from './store/actor.ts';
import type { StoredSummary } from './store/decisions.ts';
import type { Weighed } from './weigh.ts';

/** What people and things are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

/** All whose names are shown with it. */
export const idsOf = (one: Weighed): string[] =>
  [one.asker_id, one.claimed_by, one.delegated_by, one.decided_by, one.executor_id].filter((id) => id !== null);

export const actorOf = ({ kind, id }: StoredActor, names: Names): DecisionActor => ({
  kind,
  id,
  name: id === null ? null : (names.get(id) ?? null),
});

/** A decision as lists show it. */
export const toSummary = (stored: Weighed, names: Names): DecisionSummary => ({
  id: stored.id,
  kind: stored.kind,
  title: stored.title,
  priority: priorityOf(stored.urgency),
  status: stored.status,
  asked_by: actorOf({ kind: stored.asker_kind, id: stored.asker_id }, names),
  agent: stored.agent,
  level: stored.level,
  levels: [...stored.levels],
  required_role: requiredRole(stored),
  due_at: stored.due_at,
  deadline_at: stored.deadline_at,
  default: stored.default_verdict,
  quorum: stored.quorum,
  approvals: approvalsOf(stored),
  claim: claimOf(stored, names),
  outcome: outcomeOf(stored, names),
  execution: executionOf(stored, names),
  revision: stored.revision,
  arguments_sha256: stored.arguments_sha256.toString('hex'),
  trace_id: stored.trace_id,
  created_at: stored.created_at,
  version: stored.version,
});

/** Of what was approved, those that did it. */
const approvalsOf = ({ status, option, votes }: Weighed): number =>
  status === 'approved' ? approvalsFor(votes, option) : mostApprovals(votes);

const claimOf = ({ claimed_by, claimed_until, delegated_by }: Weighed, names: Names): DecisionSummary['claim'] =>
  claimed_by === null || claimed_until === null
    ? null
    : {
        by: actorOf({ kind: 'member', id: claimed_by }, names),
        until: claimed_until,
        delegated_by: delegated_by === null ? null : actorOf({ kind: 'member', id: delegated_by }, names),
      };

const outcomeOf = (stored: Weighed, names: Names): Outcome | null => {
  const { verdict, decided_how: how, decided_by_kind: kind, decided_by, decided_at: at, reason, option } = stored;
  if (verdict === null || how === null || kind === null || at === null) return null;
  return {
    verdict,
    how,
    by: actorOf({ kind, id: decided_by }, names),
    rule_version: stored.decided_rule_version,
    reason,
    option,
    at,
    edited: stored.is_edited,
  };
};

/** The same for whoever does it, however often, as long as it is the same action. */
const keyOf = ({ id, revision }: Pick<StoredSummary, 'id' | 'revision'>): string => `${id}.${revision}`;

const executionOf = (stored: Weighed, names: Names): Execution | null =>
  stored.execution === null
    ? null
    : {
        status: stored.execution,
        idempotency_key: keyOf(stored),
        by:
          stored.executor_kind === null ? null : actorOf({ kind: stored.executor_kind, id: stored.executor_id }, names),
        taken_until: stored.taken_until,
        detail: stored.execution_detail,
        ended_at: stored.execution_ended_at,
      };
