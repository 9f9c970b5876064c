import { doneBy, type Act } from '../../platform/audit/act.ts';
import { afterCommit } from '../../platform/database/after-commit.ts';
import type { Write } from '../../platform/database/transaction.ts';
import type { Context } from '../../platform/http/context.ts';
import { memberOrKey } from '../../platform/http/member-or-key.ts';
import { readTraceparent } from '../../platform/telemetry/traceparent.ts';
import { eventOf, toldOf } from './events.ts';
import type { DecisionsParts } from './parts.ts';
import { sha256Of } from './reasons/sha256-of.ts';
import { THE_CLOCK, type StoredActor } from './store/actor.ts';
import type { Stepped } from './store/steps.ts';

/** Who does something, for the chain of steps and for the audit trail. */
export interface Doer {
  readonly actor: StoredActor;
  readonly act: Pick<Act, 'actor' | 'personal'>;
  /** What else the audit trail says of it. */
  readonly facts?: NonNullable<Act['facts']>;
}

/** Nobody came for it. */
export const BY_ITSELF = { actor: { kind: 'system', id: null } } as const;

export const BY_THE_CLOCK: Doer = { actor: THE_CLOCK, act: BY_ITSELF };

export const doerOf = (ctx: Pick<Context, 'principal' | 'caller'>): Doer => ({
  actor: memberOrKey(ctx.principal),
  act: doneBy(ctx),
  facts: placeOf(ctx),
});

/** Beside its trace, which the audit trail has of every act. */
const placeOf = ({ caller }: Pick<Context, 'caller'>): NonNullable<Doer['facts']> => {
  const span = readTraceparent(caller.headers['traceparent'])?.spanId;
  return span === undefined ? {} : { caller_span: span };
};

/** Writes down what was done where everybody hears of it: in the audit trail, in the outbox, and to those who wait, after the commit. */
export const record = async (
  tx: Write,
  { audit, outbox, noteStep, onChanged }: DecisionsParts,
  { act, facts: more = {} }: Doer,
  { done: { step, reason }, now }: Stepped,
): Promise<void> => {
  const { id, kind, level, revision, status, version } = now;
  const facts = {
    step: version,
    kind,
    level,
    revision,
    sha256: now.arguments_sha256.toString('hex'),
    ...(reason === undefined ? {} : { reason_sha256: sha256Of(reason) }),
    ...more,
  };
  afterCommit(tx, () => {
    onChanged(tx.workspace, { decision_id: id, status, version });
    noteStep(now, step);
  });
  const event = eventOf(step);
  await Promise.all([
    audit.add(tx, { ...act, action: `decision.${step}`, object: { kind: 'decision', id }, facts }),
    event && outbox.add(tx, event, { object: id, data: toldOf(now, step) }),
  ]);
};
