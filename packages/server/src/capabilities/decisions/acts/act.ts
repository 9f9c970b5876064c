import type { Decision, DecisionAct } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { Version } from '@holdfast/protocol/version';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { DecisionsParts } from '../parts.ts';
import { hindranceOf, isAsker, type Asked } from '../rules/hindrance.ts';
import { isOpen, type DecisionState } from '../rules/state.ts';
import { somebodyOf } from '../somebody.ts';
import { doerOf, record } from '../step.ts';
import type { StoredActor } from '../store/actor.ts';
import type { NewRevision } from '../store/changes.ts';
import { holdDecision, type StoredDecision } from '../store/decisions.ts';
import type { Stepped } from '../store/steps.ts';
import { stateOf, toDecision } from '../to-decision.ts';
import { viewerOf, type Viewer } from '../viewer.ts';
import { weighOne } from '../weigh.ts';
import { asExpired } from './as-expired.ts';
import { refuse, refuseUnproved } from './refuse.ts';

/** What is to be done with a decision, and by which version of it. */
export interface Act {
  readonly id: DecisionId;
  readonly version: Version;
  readonly act: DecisionAct;
  /** What is asked beyond the act itself. */
  readonly asked?: (held: Held) => Asked;
  /** Whoever asks has done just this before. */
  readonly isDone?: (held: Held) => boolean | Promise<boolean>;
}

/** A decision that nobody else can change until the transaction ends, and who wants something of it. */
export interface Held {
  readonly tx: Write;
  readonly decision: StoredDecision;
  readonly state: DecisionState;
  readonly viewer: Viewer;
  readonly by: StoredActor;
}

/** Who makes a revision, and the account behind them, by which they are known also when they left and came back. */
export const editorOf = ({ by, viewer }: Held): Pick<NewRevision, 'by' | 'account'> => ({
  by,
  account: viewer.account ?? fail('unauthenticated'),
});

/** Does it by one conditional update; undefined when the deadline was faster. */
export type Change = (held: Held) => Promise<Stepped | undefined>;

export type Acted = Decision & { readonly already: boolean };

/**
 * The order in which every act is judged: is it there, was it done, is it decided, is it the version that was seen, may this
 * person. Status comes before version: whoever is late learns what was decided, and not that they have to look again.
 */
export const perform = (parts: DecisionsParts, ctx: Context, act: Act, change: Change): Promise<Acted> =>
  ctx.db.write(async (tx) => {
    const [found, standing] = await Promise.all([holdDecision(tx, act.id), parts.people.hold(tx, ctx.principal)]);
    const decision = found ?? fail('not_found');
    const viewer = viewerOf(somebodyOf(standing), ctx);
    const doer = doerOf(ctx);
    const state = stateOf(await weighOne(tx, parts, decision, viewer));
    const held: Held = { tx, decision, state, viewer, by: doer.actor };
    if ((await act.isDone?.(held)) === true) return shown(parts, held, { decision, already: true });
    if (decision.is_late || !isOpen(decision)) return lose(parts, held);
    if (decision.version !== act.version) fail('stale', { members: { current_version: decision.version } });
    const hindrance = hindranceOf(act.act, held.state, viewer, act.asked?.(held));
    if (hindrance === 'second_factor_needed')
      refuseUnproved((await parts.people.secondFactors(tx, [viewer.id])).has(viewer.id));
    else if (hindrance !== undefined) refuse(hindrance, decision);
    const stepped = await change(held);
    if (stepped === undefined) return lose(parts, held);
    const acted = await shown(parts, held, { decision: stepped.now, already: false });
    await tx.lastly(() => record(tx, parts, doer, stepped));
    return acted;
  });

const shown = async (
  parts: DecisionsParts,
  { tx, viewer }: Held,
  { decision, already }: { readonly decision: StoredDecision; readonly already: boolean },
): Promise<Acted> => ({ ...(await toDecision(tx, parts, decision, viewer)), already });

/** Whoever comes after the decision, or after the deadline, is told who was first, as far as they may read it. */
const lose = async (parts: DecisionsParts, { tx, decision, state, viewer }: Held): Promise<never> => {
  const made = isOpen(decision) ? asExpired(decision) : decision;
  const mayRead = viewer.permissions.has('decisions:read') || isAsker(state, viewer);
  const members = mayRead ? { decision: await toDecision(tx, parts, made, viewer) } : { decision_status: made.status };
  return fail('already_decided', { members });
};
