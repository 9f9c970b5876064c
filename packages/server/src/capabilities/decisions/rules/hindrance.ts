import type { DecisionAct, Hindrance } from '@holdfast/protocol/decisions/decision';
import { approvalsFor } from './counting.ts';
import { isAtLeast, isOpen, requiredRole, type DecisionState, type Somebody } from './state.ts';

/** What is asked beyond the act itself. */
export interface Asked {
  /** `approve` with other arguments than those that were asked for. */
  readonly changesArguments?: boolean;
  /** `escalate` to this level instead of the next. */
  readonly level?: number | undefined;
  /** `claim` what somebody else has. */
  readonly force?: boolean;
}

type Judge = (decision: DecisionState, somebody: Somebody, asked: Asked) => Hindrance | undefined;

/** Why somebody may not do this with a decision now; undefined when they may. */
export const hindranceOf = (
  act: DecisionAct,
  decision: DecisionState,
  somebody: Somebody,
  asked: Asked = {},
): Hindrance | undefined => (isOpen(decision) ? JUDGES[act](decision, somebody, asked) : 'decided');

/** The first hindrance of several. */
const first =
  (...judges: readonly Judge[]): Judge =>
  (decision, somebody, asked) => {
    for (const judge of judges) {
      const hindrance = judge(decision, somebody, asked);
      if (hindrance !== undefined) return hindrance;
    }
    return undefined;
  };

const aPerson: Judge = (_decision, { kind }) => (kind === 'key' ? 'person_needed' : undefined);

const ofTheLevel: Judge = (decision, { role }) => (isAtLeast(role, requiredRole(decision)) ? undefined : 'role_needed');

/** The asker, and whoever is behind it, whatever key they show now. */
export const isAsker = ({ asker, owner }: DecisionState, { id, account }: Somebody): boolean =>
  id === asker || account === owner;

/** Neither the asker nor whoever is behind it decides, whatever the way. */
const notOwn: Judge = (decision, somebody) => (isAsker(decision, somebody) ? 'own_request' : undefined);

const notReturned: Judge = ({ status }) => (status === 'returned' ? 'returned' : undefined);

const notOfAnother: Judge = ({ claim }, { id }) =>
  claim === undefined || claim.by === id ? undefined : 'claimed_by_other';

const needsSeveral = ({ fourEyes, quorum }: DecisionState): boolean => fourEyes || quorum > 1;

const noEditor: Judge = (decision, { account }, { changesArguments = false }) =>
  needsSeveral(decision) && (changesArguments || decision.editors.some((editor) => editor === account))
    ? 'editor'
    : undefined;

const proved: Judge = ({ secondFactor }, { isProved }) =>
  secondFactor && !isProved ? 'second_factor_needed' : undefined;

/** Again where the vote may go to another option, or where enough count by now and nobody has said so yet. */
const onceOnly: Judge = ({ votes, quorum, hasOptions }, { id }) => {
  const own = votes.find(({ by }) => by === id);
  return own === undefined || hasOptions || approvalsFor(votes, own.option) >= quorum ? undefined : 'already_voted';
};

const levelThere: Judge = ({ level, levels }, _somebody, { level: wanted = level + 1 }) =>
  wanted === level || levels[wanted - 1] === undefined ? 'no_higher_level' : undefined;

const notDelegated: Judge = ({ claim }, { id }) =>
  claim?.by === id && claim.delegatedBy !== null ? 'delegated' : undefined;

const ownClaim: Judge = ({ claim }, { id }) =>
  claim?.by === id || claim?.delegatedBy === id ? undefined : 'not_claimed';

const decider = first(aPerson, ofTheLevel, notOwn);

/** What stays in somebody's way, whoever has claimed it at the moment. */
const fitting = first(ofTheLevel, notOwn, noEditor, onceOnly, proved);

/** Somebody it may be handed to, who has a second factor to show or has none. */
export type Candidate = Pick<Somebody, 'id' | 'role' | 'account'> & { readonly hasSecondFactor: boolean };

/** Why a member could not approve this if it were theirs; undefined when they could. Whoever can show a code later, could. */
export const hindranceOfDecider = (
  decision: DecisionState,
  { id, role, account, hasSecondFactor }: Candidate,
): Hindrance | undefined =>
  isOpen(decision)
    ? fitting(decision, { kind: 'member', id, role, account, isProved: hasSecondFactor }, {})
    : 'decided';

const JUDGES: Readonly<Record<DecisionAct, Judge>> = {
  claim: first(decider, notReturned, (decision, somebody, asked) =>
    asked.force === true && somebody.role === 'admin' ? undefined : notOfAnother(decision, somebody, asked),
  ),
  release: first(aPerson, ownClaim),
  approve: first(decider, notReturned, notOfAnother, noEditor, onceOnly, proved),
  // whoever may decide may say no at any time
  reject: first(decider, notOfAnother),
  escalate: first(decider, notReturned, notOfAnother, levelThere),
  return: first(decider, notReturned, notOfAnother),
  answer: (decision, somebody) => {
    if (decision.status !== 'returned') return 'not_returned';
    return isAsker(decision, somebody) ? undefined : 'not_asker';
  },
  revise: first(decider, notReturned, notOfAnother),
  delegate: first(decider, notReturned, notOfAnother, notDelegated),
  cancel: (decision, somebody) => (isAsker(decision, somebody) || somebody.role === 'admin' ? undefined : 'not_asker'),
};
