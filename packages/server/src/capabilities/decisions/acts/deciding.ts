import type {
  answerDecision,
  cancelDecision,
  escalateDecision,
  rejectDecision,
  returnDecision,
  reviseDecision,
} from '@holdfast/protocol/decisions/acts';
import { MOST_EVIDENCE } from '@holdfast/protocol/decisions/limits';
import { fail, refuseField } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { DecisionsParts } from '../parts.ts';
import { exactly } from '../rules/exactness.ts';
import { doerOf } from '../step.ts';
import {
  addRevision,
  decide,
  giveBack,
  moveToLevel,
  revise as reviseArguments,
  takeUpAgain,
  touch,
} from '../store/changes.ts';
import { perform, type Acted, type Held } from './act.ts';
import type { Wanted } from './wanted.ts';

export const reject = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { reason } }: Wanted<typeof rejectDecision>,
): Promise<Acted> => {
  const by = { kind: 'member', id: ctx.principal.id } as const;
  const isDone = ({ decision: { status, decided_by } }: Held): boolean =>
    status === 'rejected' && decided_by === ctx.principal.id;
  return perform(parts, ctx, { id, version, act: 'reject', isDone }, async ({ tx }) =>
    (await decide(tx, id, { status: 'rejected', verdict: 'deny', how: 'person', by, reason }))
      ? { step: 'rejected', reason }
      : undefined,
  );
};

export const cancel = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { reason } }: Wanted<typeof cancelDecision>,
): Promise<Acted> => {
  const { actor } = doerOf(ctx);
  const isDone = ({ decision: { status, decided_by } }: Held): boolean =>
    status === 'cancelled' && decided_by === ctx.principal.id;
  return perform(parts, ctx, { id, version, act: 'cancel', isDone }, async ({ tx }) =>
    (await decide(tx, id, { status: 'cancelled', verdict: 'deny', how: 'asker', by: actor, reason }))
      ? { step: 'cancelled', reason }
      : undefined,
  );
};

export const escalate = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { reason, level: wanted } }: Wanted<typeof escalateDecision>,
): Promise<Acted> =>
  perform(parts, ctx, { id, version, act: 'escalate', asked: () => ({ level: wanted }) }, async ({ tx, decision }) =>
    (await moveToLevel(tx, decision, wanted ?? decision.level + 1)) ? { step: 'escalated', reason } : undefined,
  );

export const giveBackToAsker = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { reason } }: Wanted<typeof returnDecision>,
): Promise<Acted> =>
  perform(parts, ctx, { id, version, act: 'return' }, async ({ tx }) =>
    (await giveBack(tx, id)) ? { step: 'returned', reason } : undefined,
  );

/** The chain of steps says by the number of the revision whether the arguments are others. */
export const answer = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body }: Wanted<typeof answerDecision>,
): Promise<Acted> => {
  const { reason, evidence } = body;
  return perform(parts, ctx, { id, version, act: 'answer' }, async ({ tx, decision }) => {
    const wanted = body.arguments && exactly(body.arguments);
    if (decision.evidence.length + evidence.length > MOST_EVIDENCE)
      refuseField('/body/evidence', 'too_many', `would make more than ${MOST_EVIDENCE} pieces of evidence`);
    if (wanted !== undefined && !wanted.sha256.equals(decision.arguments_sha256)) {
      await addRevision(tx, { id, ...wanted, by: doerOf(ctx).actor, reason });
      await reviseArguments(tx, id, wanted);
    }
    return (await takeUpAgain(tx, decision, evidence)) ? { step: 'answered', reason } : undefined;
  });
};

export const revise = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body }: Wanted<typeof reviseDecision>,
): Promise<Acted> => {
  const { reason } = body;
  return perform(parts, ctx, { id, version, act: 'revise' }, async ({ tx, decision }) => {
    const wanted = exactly(body.arguments);
    if (wanted.sha256.equals(decision.arguments_sha256))
      fail('conflict', { detail: 'These are the arguments that it has: there is nothing to change.' });
    await addRevision(tx, { id, ...wanted, by: doerOf(ctx).actor, reason });
    await reviseArguments(tx, id, wanted);
    return (await touch(tx, id)) ? { step: 'revised', reason } : undefined;
  });
};
