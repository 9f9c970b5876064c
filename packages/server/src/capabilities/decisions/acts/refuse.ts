import type { Hindrance } from '@holdfast/protocol/decisions/decision';
import type { ErrorCode } from '@holdfast/protocol/errors/book';
import { fail } from '../../../platform/failure.ts';
import { requiredRole } from '../rules/state.ts';
import type { StoredDecision } from '../store/decisions.ts';

interface Told {
  readonly code: ErrorCode;
  readonly detail: (decision: StoredDecision) => string;
}

/** Tells whoever asks why not, and what helps. */
export const refuse = (hindrance: keyof typeof TOLD, decision: StoredDecision): never => {
  const { code, detail } = TOLD[hindrance];
  return fail(code, { detail: detail(decision), members: { hindrance } });
};

/** A code helps only whoever has one to show. */
export const refuseUnproved = (hasSecondFactor: boolean): never =>
  fail('proof_needed', {
    detail: hasSecondFactor ? SHOW_ONE : SET_ONE_UP,
    members: { hindrance: 'second_factor_needed' satisfies Hindrance },
  });

const SHOW_ONE =
  'This decision needs a second factor: show a code of yours at POST /api/v1/me/proof, then approve within 5 minutes.';
const SET_ONE_UP =
  'This decision needs a second factor, and you have none: set one up at POST /api/v1/me/second-factor first. Within 5 minutes of its first code you may approve.';

/** Who asks is the wrong one. */
const refused = (detail: Told['detail']): Told => ({ code: 'decision_refused', detail });
/** It is the wrong moment. */
const conflict = (detail: Told['detail']): Told => ({ code: 'conflict', detail });

const TOLD: Readonly<Record<Exclude<Hindrance, 'second_factor_needed'>, Told>> = {
  not_permitted: { code: 'forbidden', detail: () => 'This needs another permission.' },
  person_needed: refused(() => 'An API key decides nothing: this needs a member who is signed in.'),
  role_needed: refused((one) => `At level ${one.level} this needs the role ${requiredRole(one)}.`),
  own_request: refused(() => 'Whoever asked, or made the key that asked, cannot decide: leave it to another member.'),
  editor: refused(() => 'More than one pair of eyes is asked for: whoever changes the arguments cannot approve them.'),
  not_asker: refused(() => 'Only the asker, whoever made its key, or an admin may do this.'),
  delegated: refused(() => 'This was handed to you: you may decide it, and not hand it on.'),
  claimed_by_other: conflict(
    ({ claimed_until }) => `Somebody else has this decision until ${claimed_until ?? 'they leave it'}.`,
  ),
  already_voted: conflict(() => 'You have approved these arguments; another member has to approve them as well.'),
  returned: conflict(() => 'This was returned to its asker, and waits for their answer.'),
  not_returned: conflict(() => 'Nothing was asked of the asker.'),
  not_claimed: conflict(() => 'You do not have this decision to yourself.'),
  no_higher_level: conflict(
    ({ level, levels }) => `It is at level ${level} of ${levels.length}, and there is no other such level.`,
  ),
  decided: conflict(() => 'It is decided.'),
};
