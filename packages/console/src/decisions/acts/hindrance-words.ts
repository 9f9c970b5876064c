import type { Decision, DecisionAct, Hindrance } from '@holdfast/protocol/decisions/decision';
import { roleWords } from '../../text/role-words.ts';
import { actorWords } from '../actor-words.ts';

type Told = (decision: Decision) => string;

const WORDS: Readonly<Record<Hindrance, Told>> = {
  not_permitted: () => 'You may look and not decide: that needs a role that may, analyst or admin.',
  person_needed: () => 'Only a member who is signed in decides.',
  role_needed: ({ level, levels, required_role: role }) =>
    `This needs ${roleWords(role)}${levels.length > 1 ? ` at level ${level}` : ''}, and you are none.`,
  own_request: () => 'You asked for this, or made the key that did: it is for somebody else to decide.',
  editor: () => 'You changed the arguments: more than one pair of eyes is asked for, so somebody else approves them.',
  second_factor_needed: () => 'This needs a code of a second factor, and your account has none.',
  claimed_by_other: ({ claim }) => `${claim === null ? 'Somebody else' : actorWords(claim.by)} has claimed it.`,
  already_voted: ({ approvals, quorum }) =>
    `You have approved it. It has ${approvals} of ${quorum} approvals: others have to approve it as well.`,
  decided: () => 'It is decided.',
  returned: () => 'It waits for an answer of its asker.',
  not_returned: () => 'Nothing was asked of its asker.',
  not_asker: () => 'Only its asker, whoever made its key, and admins may.',
  not_claimed: () => 'You have not claimed it.',
  no_higher_level: () => 'It is at its highest level.',
  delegated: () => 'It was handed to you: you decide it, and do not hand it on.',
};

export const hindranceWords = (hindrance: Hindrance, decision: Decision): string => WORDS[hindrance](decision);

/** What somebody who looks brings along, beside what the server says of their acts. */
export interface Looker {
  readonly id: string | undefined;
  readonly isAdmin: boolean;
  readonly hasFactor: boolean;
}

/**
 * Why an act is not offered; undefined where it is. A code that was not shown is asked for on the way, a level below is
 * there even from the highest, and an admin may take what somebody has claimed.
 */
export const hindranceOf = (act: DecisionAct, decision: Decision, looker: Looker): Hindrance | undefined => {
  const hindrance = decision.your_acts[act] ?? undefined;
  if (hindrance === 'second_factor_needed' && looker.hasFactor) return undefined;
  if (hindrance === 'no_higher_level' && decision.level > 1) return undefined;
  if (hindrance === 'claimed_by_other' && act === 'claim' && looker.isAdmin) return undefined;
  return hindrance;
};
