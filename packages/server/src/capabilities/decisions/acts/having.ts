import type { claimDecision, delegateDecision, releaseDecision } from '@holdfast/protocol/decisions/acts';
import type { MemberId } from '@holdfast/protocol/identity/people';
import { CLAIM_SECONDS } from '@holdfast/protocol/decisions/limits';
import { PrincipalId } from '@holdfast/protocol/ids';
import { fail, refuseField } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { DecisionsParts } from '../parts.ts';
import { hindranceOfDecider } from '../rules/hindrance.ts';
import { requiredRole } from '../rules/state.ts';
import { claim as claimStored, touch } from '../store/changes.ts';
import { perform, type Acted, type Held } from './act.ts';
import type { Wanted } from './wanted.ts';

/** Once more, it is for longer. What was handed on stays so: whoever has it cannot hand it on by claiming it. */
export const claim = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { force } }: Wanted<typeof claimDecision>,
): Promise<Acted> => {
  const by = ctx.principal.id;
  return perform(parts, ctx, { id, version, act: 'claim', asked: () => ({ force }) }, ({ tx, state, by: actor }) => {
    if (state.claim?.by === by && state.claim.delegatedBy !== null)
      fail('conflict', { detail: 'It is yours for as long as it was handed to you.' });
    return claimStored(tx, id, { by, seconds: CLAIM_SECONDS }, { step: 'claimed', by: actor });
  });
};

export const release = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version }: Omit<Wanted<typeof releaseDecision>, 'body'>,
): Promise<Acted> =>
  perform(parts, ctx, { id, version, act: 'release' }, ({ tx, by }) => touch(tx, id, { step: 'released', by }));

export const delegate = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body }: Wanted<typeof delegateDecision>,
): Promise<Acted> => {
  const to = PrincipalId.parse(body.to);
  const { reason, for_seconds: seconds } = body;
  return perform(parts, ctx, { id, version, act: 'delegate' }, async (held) => {
    await refuseUnfit(parts, held, body.to);
    const claimed = { by: to, seconds, delegatedBy: ctx.principal.id };
    return claimStored(held.tx, id, claimed, { step: 'delegated', by: held.by, reason, to });
  });
};

/** It is handed to nobody who could not decide it themselves. */
const refuseUnfit = async ({ people }: DecisionsParts, { tx, state, viewer }: Held, to: MemberId): Promise<void> => {
  const [member] = await people.members(tx, [PrincipalId.parse(to)]);
  const refuse = (why: string): never => refuseField('/body/to', 'unfit', why);
  if (member === undefined) return refuse('must be an active member of this workspace');
  if (member.id === viewer.id) return refuse('must be somebody else');
  const hasSecondFactor = (await people.secondFactors(tx, [member.id])).has(member.id);
  const hindrance = hindranceOfDecider(state, { ...member, hasSecondFactor });
  if (hindrance === 'role_needed') return refuse(`must be a member with the role ${requiredRole(state)}`);
  if (hindrance === 'own_request') return refuse('must not be whoever asked, or made the key that asked');
  if (hindrance === 'editor') return refuse('must not be whoever changed the arguments: others have to approve them');
  if (hindrance === 'second_factor_needed') return refuse('must be a member who has set up a second factor');
  if (hindrance === 'already_voted') return refuse('must not be whoever has approved these arguments already');
  return undefined;
};
