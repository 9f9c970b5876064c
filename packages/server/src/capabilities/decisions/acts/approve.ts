import type { approveDecision } from '@holdfast/protocol/decisions/acts';
import { fail, refuseField } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { DecisionsParts } from '../parts.ts';
import { approvalsFor } from '../rules/counting.ts';
import { laterExactly, type Exact } from '../rules/exactness.ts';
import type { CountedVote, DecisionState } from '../rules/state.ts';
import { isCritical } from '../rules/urgency.ts';
import { needsMore } from '../ruling/rejudge.ts';
import { decide, putVote, settleVotes, touch, type Revised } from '../store/changes.ts';
import type { StoredDecision } from '../store/decisions.ts';
import type { Stepped } from '../store/steps.ts';
import type { Viewer } from '../viewer.ts';
import { perform, type Acted, type Held } from './act.ts';
import { newRevision } from './new-revision.ts';
import type { Wanted } from './wanted.ts';

interface Approval {
  readonly reason: string | undefined;
  readonly option: string | undefined;
  /** The arguments as whoever approves wants them, where they say so. */
  readonly wanted: () => Exact | undefined;
}

export const approve = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body }: Wanted<typeof approveDecision>,
): Promise<Acted> => {
  const { reason, option } = body;
  const approval: Approval = { reason, option, wanted: laterExactly(body.arguments) };
  return perform(
    parts,
    ctx,
    {
      id,
      version,
      act: 'approve',
      asked: ({ decision }) => ({ changesArguments: editOf(decision, approval) !== undefined }),
      isDone: (held) => isApprovedSo(held, approval),
    },
    (held) => approveHeld(held, approval),
  );
};

/** Undefined where the arguments stay what they are. */
const editOf = ({ arguments_sha256 }: StoredDecision, approval: Approval): Exact | undefined => {
  const wanted = approval.wanted();
  return wanted?.sha256.equals(arguments_sha256) === true ? undefined : wanted;
};

/** By the same member, for the same arguments and option: what is repeated is answered as the first time. */
const isApprovedSo = ({ decision, state, viewer }: Held, approval: Approval): boolean => {
  const { status, decided_how, decided_by, approved_edited } = decision;
  if (editOf(decision, approval) !== undefined) return false;
  if (status === 'approved' && decided_how === 'person' && decided_by === viewer.id)
    return decision.option === (approval.option ?? null) && (approval.wanted() !== undefined || !approved_edited);
  const own = voteOf(state, viewer);
  if (own?.option !== (approval.option ?? null)) return false;
  if (status === 'approved') return decision.option === own.option;
  return status === 'pending' && own.counts && !hasEnough(state, own.option);
};

const voteOf = ({ votes }: DecisionState, { id }: Viewer): CountedVote | undefined => votes.find(({ by }) => by === id);

const hasEnough = ({ votes, quorum }: DecisionState, option: string | null): boolean =>
  approvalsFor(votes, option) >= quorum;

const approveHeld = async (held: Held, approval: Approval): Promise<Stepped | undefined> => {
  const { tx, decision, by } = held;
  const { reason, option } = approval;
  const edited = editOf(decision, approval);
  refuseIncomplete(decision, approval, edited !== undefined);
  const { id } = decision;
  if (decision.quorum > 1) {
    const votes = await vote(held, approval);
    if (approvalsFor(votes, option ?? null) < decision.quorum)
      return touch(tx, id, { step: 'approval_given', by, reason });
    const counting = votes.filter(({ counts }) => counts);
    await settleVotes(
      tx,
      id,
      counting.map((one) => one.by),
    );
  }
  const revised = edited && (await newRevision(held, edited, reason));
  if (revised !== undefined) refuseShortcut(decision, revised);
  return decide(tx, id, { status: 'approved', verdict: 'approve', how: 'person', by, reason, option, revised });
};

/** Whoever changes and approves in one act must not get around those whom a rule requires for what they made of it. */
const refuseShortcut = (decision: StoredDecision, { needs }: Revised): void => {
  if (needsMore(decision, needs))
    fail('conflict', {
      detail: 'A rule requires more for these arguments. Save them as a revision; then whoever it requires approves.',
    });
};

const refuseIncomplete = (decision: StoredDecision, { reason, option }: Approval, isEdited: boolean): void => {
  const { options } = decision;
  if (option === undefined && options.length > 0)
    refuseField('/body/option', 'required', `must name one of the options: ${options.map(({ id }) => id).join(', ')}`);
  if (option !== undefined && !options.some(({ id }) => id === option))
    refuseField('/body/option', 'unknown', 'names no option of this decision');
  if (reason !== undefined) return;
  if (isCritical(decision)) refuseField('/body/reason', 'required', 'is needed: this decision is critical');
  if (isEdited) refuseField('/body/reason', 'required', 'is needed where the arguments are changed');
};

/** All approvals with this one, which comes in place of another of the same member. */
const vote = async ({ tx, decision, state, viewer }: Held, approval: Approval): Promise<readonly CountedVote[]> => {
  const { id: by } = viewer;
  const option = approval.option ?? null;
  if (voteOf(state, viewer)?.option !== option)
    await putVote(tx, { id: decision.id, by, reason: approval.reason, option: approval.option });
  return [...state.votes.filter((other) => other.by !== by), { by, option, counts: true }];
};
