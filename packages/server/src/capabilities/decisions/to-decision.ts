import {
  ACTS,
  type Decision,
  type DecisionAct,
  type Hindrance,
  type Vote,
} from '@holdfast/protocol/decisions/decision';
import type { ListedDecision } from '@holdfast/protocol/decisions/listed-decision';
import type { JsonObject } from '@holdfast/protocol/json';
import type { Permission } from '@holdfast/protocol/permissions';
import type { Read } from '../../platform/database/transaction.ts';
import { toCallback } from './callback/to-callback.ts';
import type { DecisionsParts } from './parts.ts';
import { type Candidate, hindranceOf, hindranceOfDecider } from './rules/hindrance.ts';
import type { DecisionState } from './rules/state.ts';
import type { StoredDecision, StoredListed } from './store/decisions.ts';
import { listVotes } from './store/history.ts';
import { actorOf, idsOf, toSummary, type Names } from './to-summary.ts';
import type { Viewer } from './viewer.ts';
import { weighOne, type Weighed } from './weigh.ts';

type Parts = Pick<DecisionsParts, 'namesOf' | 'people'>;

/** What the rules look at. */
export const stateOf = (stored: Weighed & Pick<StoredListed, 'editors' | 'options'>): DecisionState => ({
  status: stored.status,
  asker: stored.asker_id,
  owner: stored.owner_account,
  level: stored.level,
  levels: stored.levels,
  quorum: stored.quorum,
  fourEyes: stored.four_eyes,
  secondFactor: stored.second_factor,
  claim: stored.claimed_by === null ? undefined : { by: stored.claimed_by, delegatedBy: stored.delegated_by },
  editors: stored.editors,
  votes: stored.votes,
  hasOptions: stored.options.length > 0,
});

/** A decision as somebody sees it. */
export const toDecision = async (
  tx: Read,
  parts: Parts,
  asStored: StoredDecision,
  viewer: Viewer,
): Promise<Decision> => {
  const stored = await weighOne(tx, parts, asStored, viewer);
  const names = await namesFor(tx, parts, stored, viewer);
  return {
    ...toSummary(stored, names),
    arguments: JSON.parse(stored.arguments) as JsonObject,
    evidence: [...stored.evidence],
    options: [...stored.options],
    four_eyes: stored.four_eyes,
    second_factor: stored.second_factor,
    required_by: stored.required_by.map(({ id, version }) => ({ id, version, name: names.get(id) ?? null })),
    votes: stored.votes.length === 0 ? [] : await toVotes(tx, stored, names),
    span_id: stored.span_id,
    callback: await toCallback(tx, asStored),
    your_acts: actsOf(stateOf(stored), viewer),
  };
};

/** What a rule is called says what is watched for: whoever may not read rules is not told. */
const namesFor = (
  tx: Read,
  { namesOf }: Parts,
  stored: Weighed<StoredDecision>,
  { permissions }: Pick<Viewer, 'permissions'>,
): Promise<Names> => {
  const ids = [...idsOf(stored), ...stored.votes.map(({ by }) => by)];
  if (permissions.has('decisions:read')) return namesOf(tx, [...ids, ...stored.required_by.map(({ id }) => id)]);
  return namesOf(tx, stored.decided_by_kind === 'rule' ? ids.filter((id) => id !== stored.decided_by) : ids);
};

const toVotes = async (tx: Read, stored: Weighed<StoredDecision>, names: Names): Promise<Vote[]> => {
  const votes = await listVotes(tx, stored.id);
  const counting = new Set(stored.votes.filter(({ counts }) => counts).map(({ by }) => by));
  return votes.map(({ member_id, reason, option, at }) => ({
    by: actorOf({ kind: 'member', id: member_id }, names),
    reason,
    option,
    at,
    counts: counting.has(member_id),
  }));
};

const NEEDED: Readonly<Record<DecisionAct, Permission>> = {
  claim: 'decisions:decide',
  release: 'decisions:decide',
  approve: 'decisions:decide',
  reject: 'decisions:decide',
  escalate: 'decisions:decide',
  return: 'decisions:decide',
  answer: 'decisions:submit',
  revise: 'decisions:decide',
  delegate: 'decisions:decide',
  cancel: 'decisions:submit',
};

/** Whoever looks at a list, who has a second factor to show or has none. */
type Looks = Viewer & Candidate;

/** A decision as whoever looks at a list sees it. */
export const toListed = (stored: Weighed<StoredListed>, names: Names, looks: Looks): ListedDecision => ({
  ...toSummary(stored, names),
  your_hindrance: hindranceInList(stateOf(stored), looks),
});

const hindranceInList = (decision: DecisionState, viewer: Looks): Hindrance | null => {
  if (!viewer.permissions.has(NEEDED.approve)) return 'not_permitted';
  return viewer.kind === 'key' ? 'person_needed' : (hindranceOfDecider(decision, viewer) ?? null);
};

const actsOf = (decision: DecisionState, viewer: Viewer): Decision['your_acts'] => {
  const hindrance = (act: DecisionAct): Hindrance | null => {
    if (!viewer.permissions.has(NEEDED[act])) return 'not_permitted';
    return hindranceOf(act, decision, viewer) ?? null;
  };
  // the list of acts is the type
  return Object.fromEntries(ACTS.map((act) => [act, hindrance(act)])) as Decision['your_acts'];
};
