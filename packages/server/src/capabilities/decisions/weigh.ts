import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Read } from '../../platform/database/transaction.ts';
import type { MemberNow } from '../identity/index.ts';
import type { DecisionsParts } from './parts.ts';
import { mayStillDecide } from './rules/counting.ts';
import { isOpen, type CountedVote } from './rules/state.ts';
import type { StoredSummary } from './store/decisions.ts';
import type { Viewer } from './viewer.ts';

/** A decision with what its votes and its claim count for at this moment. Of a claim that does not stand there is none. */
export type Weighed<T extends StoredSummary = StoredSummary> = Omit<T, 'votes'> & {
  readonly votes: readonly CountedVote[];
};

const UNCLAIMED = { claimed_by: null, claimed_until: null, delegated_by: null } as const;

/** As if nobody had claimed it, or approved it. */
export const untouched = <T extends StoredSummary>(stored: T): Weighed<T> => ({ ...stored, ...UNCLAIMED, votes: [] });

/** Asks who those who voted and claimed are now: once for all decisions, and never where nobody did. */
export const weigh = async <T extends StoredSummary>(
  tx: Read,
  { people }: Pick<DecisionsParts, 'people'>,
  all: readonly T[],
  known: readonly MemberNow[] = [],
): Promise<Weighed<T>[]> => {
  const members = new Map(known.map((member) => [member.id, member]));
  const unknown = new Set(all.flatMap(whoMatters).filter((id) => !members.has(id)));
  if (unknown.size > 0) for (const member of await people.members(tx, [...unknown])) members.set(member.id, member);
  return all.map((stored) => weighBy(stored, members));
};

/** The same of one, perhaps for somebody who is known already. */
export const weighOne = async <T extends StoredSummary>(
  tx: Read,
  parts: Pick<DecisionsParts, 'people'>,
  stored: T,
  viewer?: Viewer,
): Promise<Weighed<T>> => {
  const [weighed = untouched(stored)] = await weigh(tx, parts, [stored], viewer && memberIn(viewer));
  return weighed;
};

const memberIn = ({ kind, id, role, account }: Viewer): MemberNow[] =>
  kind === 'key' || role === undefined || account === undefined ? [] : [{ id, role, account }];

/** What counted for one that is decided does so for ever. */
const whoMatters = (stored: StoredSummary): PrincipalId[] => {
  if (!isOpen(stored)) return [];
  const { votes, claimed_by: claimant } = stored;
  return [...votes.map(({ by }) => by), ...(claimant === null ? [] : [claimant])];
};

const weighBy = <T extends StoredSummary>(stored: T, members: ReadonlyMap<PrincipalId, MemberNow>): Weighed<T> => {
  const { levels, level, owner_account: owner, claimed_by: claimant } = stored;
  const mayDecide = (id: PrincipalId): boolean => mayStillDecide({ levels, level, owner }, members.get(id));
  const counts = ({ by, counted }: StoredSummary['votes'][number]): boolean =>
    isOpen(stored) ? mayDecide(by) : (counted ?? true);
  return {
    ...stored,
    ...(claimant !== null && !mayDecide(claimant) && UNCLAIMED),
    votes: stored.votes.map((vote) => ({ by: vote.by, option: vote.option, counts: counts(vote) })),
  };
};
