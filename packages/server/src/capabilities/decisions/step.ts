import type { Step } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { PrincipalId } from '@holdfast/protocol/ids';
import { doneBy, type Act } from '../../platform/audit/act.ts';
import { afterCommit } from '../../platform/database/after-commit.ts';
import type { Write } from '../../platform/database/transaction.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { readTraceparent } from '../../platform/telemetry/traceparent.ts';
import { eventOf, toldOf } from './events.ts';
import type { DecisionsParts } from './parts.ts';
import { sha256Of } from './reasons/sha256-of.ts';
import { THE_CLOCK, type StoredActor } from './store/actor.ts';
import { addStep } from './store/changes.ts';
import { findDecision, type StoredDecision } from './store/decisions.ts';

/** Something that was just done with a decision. */
export interface Done {
  readonly step: Step['step'];
  readonly reason?: string | undefined;
  readonly to?: PrincipalId;
}

/** Who did it, for the chain of steps and for the audit trail. */
export interface Doer {
  readonly actor: StoredActor;
  readonly act: Pick<Act, 'actor' | 'personal'>;
  /** What else the audit trail says of it. */
  readonly facts?: NonNullable<Act['facts']>;
}

export const BY_THE_CLOCK: Doer = { actor: THE_CLOCK, act: { actor: { kind: 'system', id: null } } };

export const doerOf = (ctx: Pick<Context, 'principal' | 'caller'>): Doer => {
  const { kind, id } = ctx.principal;
  return { actor: { kind: kind === 'key' ? kind : 'member', id }, act: doneBy(ctx), facts: placeOf(ctx) };
};

/** Beside its trace, which the audit trail has of every act. */
const placeOf = ({ caller }: Pick<Context, 'caller'>): NonNullable<Doer['facts']> => {
  const span = readTraceparent(caller.headers['traceparent'])?.spanId;
  return span === undefined ? {} : { caller_span: span };
};

/** Writes down what was done where everybody looks for it: the chain of steps, the audit trail, the outbox. Gives back what the decision is now. */
export const writeStep = async (
  tx: Write,
  { audit, outbox, tellStep, onChanged }: DecisionsParts,
  { actor, act, facts: more = {} }: Doer,
  { id, done }: { readonly id: DecisionId; readonly done: Done },
): Promise<StoredDecision> => {
  const { step, reason, to } = done;
  const [, now = fail('internal')] = await Promise.all([
    addStep(tx, { id, step, by: actor, reason, to }),
    findDecision(tx, id),
  ]);
  const facts = {
    step: now.version,
    kind: now.kind,
    level: now.level,
    revision: now.revision,
    sha256: now.arguments_sha256.toString('hex'),
    ...(reason === undefined ? {} : { reason_sha256: sha256Of(reason) }),
    ...more,
  };
  const event = eventOf(step);
  await Promise.all([
    audit.add(tx, { ...act, action: `decision.${step}`, object: { kind: 'decision', id }, facts }),
    event && outbox.add(tx, event, { object: id, data: toldOf(now, step) }),
  ]);
  afterCommit(tx, () => {
    onChanged(tx.workspace, { decision_id: id, status: now.status, version: now.version });
    tellStep(now, step);
  });
  return now;
};
