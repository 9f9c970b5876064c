import type { answerDecision, reviseDecision } from '@holdfast/protocol/decisions/acts';
import type { Level } from '@holdfast/protocol/decisions/decision';
import { MOST_EVIDENCE } from '@holdfast/protocol/decisions/limits';
import { fail, refuseField } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { DecisionsParts } from '../parts.ts';
import { exactly, type Exact } from '../rules/exactness.ts';
import { revise as reviseArguments, takeUpAgain, touch } from '../store/changes.ts';
import { perform, type Acted, type Held } from './act.ts';
import { newRevision } from './new-revision.ts';
import type { Wanted } from './wanted.ts';

/** The chain of steps says by the number of the revision whether the arguments are others. */
export const answer = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body }: Wanted<typeof answerDecision>,
): Promise<Acted> => {
  const { reason, evidence } = body;
  return perform(parts, ctx, { id, version, act: 'answer' }, async (held) => {
    const { tx, decision, by } = held;
    const wanted = body.arguments && exactly(body.arguments);
    if (decision.evidence.length + evidence.length > MOST_EVIDENCE)
      refuseField('/body/evidence', 'too_many', `would make more than ${MOST_EVIDENCE} pieces of evidence`);
    let { levels } = decision;
    if (wanted !== undefined && !wanted.sha256.equals(decision.arguments_sha256)) {
      levels = await reviseTo(held, wanted, reason);
    }
    return takeUpAgain(tx, { ...decision, levels }, evidence, { step: 'answered', by, reason });
  });
};

export const revise = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body }: Wanted<typeof reviseDecision>,
): Promise<Acted> => {
  const { reason } = body;
  return perform(parts, ctx, { id, version, act: 'revise' }, async (held) => {
    const { tx, decision, by } = held;
    const wanted = exactly(body.arguments);
    if (wanted.sha256.equals(decision.arguments_sha256))
      fail('conflict', { detail: 'These are the arguments that it has: there is nothing to change.' });
    await reviseTo(held, wanted, reason);
    return touch(tx, id, { step: 'revised', by, reason });
  });
};

/** Gives the levels that it has then. */
const reviseTo = async (held: Held, wanted: Exact, reason: string): Promise<readonly Level[]> => {
  const revised = await newRevision(held, wanted, reason);
  await reviseArguments(held.tx, held.decision, revised);
  return revised.needs.levels;
};
