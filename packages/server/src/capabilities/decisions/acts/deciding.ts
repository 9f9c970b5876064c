import type {
  cancelDecision,
  escalateDecision,
  rejectDecision,
  returnDecision,
} from '@holdfast/protocol/decisions/acts';
import { refuseField } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { DecisionsParts } from '../parts.ts';
import { isAsker } from '../rules/hindrance.ts';
import { decide, giveBack, moveToLevel } from '../store/changes.ts';
import { perform, type Acted, type Held } from './act.ts';
import type { Wanted } from './wanted.ts';

export const reject = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { reason } }: Wanted<typeof rejectDecision>,
): Promise<Acted> =>
  perform(parts, ctx, { id, version, act: 'reject', isDone: isEndedSo('rejected') }, ({ tx, by }) =>
    decide(tx, id, { status: 'rejected', verdict: 'deny', how: 'person', by, reason }),
  );

export const cancel = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { reason } }: Wanted<typeof cancelDecision>,
): Promise<Acted> =>
  perform(parts, ctx, { id, version, act: 'cancel', isDone: isEndedSo('cancelled') }, ({ tx, state, viewer, by }) => {
    const how = isAsker(state, viewer) ? 'asker' : 'person';
    // who takes back what another asked for denies it to them
    if (how === 'person' && reason === undefined)
      refuseField('/body/reason', 'required', 'is needed to take back what another asked for');
    return decide(tx, id, { status: 'cancelled', verdict: 'deny', how, by, reason });
  });

/** By whoever asks now. */
const isEndedSo =
  (status: 'rejected' | 'cancelled') =>
  ({ decision, viewer }: Held): boolean =>
    decision.status === status && decision.decided_by === viewer.id;

export const escalate = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { reason, level: wanted } }: Wanted<typeof escalateDecision>,
): Promise<Acted> =>
  perform(parts, ctx, { id, version, act: 'escalate', asked: () => ({ level: wanted }) }, ({ tx, decision, by }) =>
    moveToLevel(tx, decision, wanted ?? decision.level + 1, { step: 'escalated', by, reason }),
  );

export const giveBackToAsker = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version, body: { reason } }: Wanted<typeof returnDecision>,
): Promise<Acted> =>
  perform(parts, ctx, { id, version, act: 'return' }, ({ tx, by }) =>
    giveBack(tx, id, { step: 'returned', by, reason }),
  );
