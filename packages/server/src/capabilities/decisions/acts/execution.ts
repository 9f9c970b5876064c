import type { reportExecution } from '@holdfast/protocol/decisions/acts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { expireNow } from '../clock/expire-now.ts';
import type { DecisionsParts } from '../parts.ts';
import { isOpen } from '../rules/state.ts';
import { somebodyOf } from '../somebody.ts';
import { BY_THE_CLOCK, doerOf, record } from '../step.ts';
import type { StoredActor } from '../store/actor.ts';
import { endExecution, take } from '../store/changes.ts';
import { holdDecision, type StoredDecision } from '../store/decisions.ts';
import type { Stepped } from '../store/steps.ts';
import { toDecision } from '../to-decision.ts';
import { viewerOf } from '../viewer.ts';
import type { Acted } from './act.ts';
import type { Wanted } from './wanted.ts';

type Asked = Omit<Wanted<typeof reportExecution>, 'version'>;

/** Apart from the decision: what was approved is taken by one at a time, and how it ended is reported once. */
export const report = (parts: DecisionsParts, ctx: Context, asked: Asked): Promise<Acted> =>
  ctx.db.write(async (tx) => {
    const { id } = asked;
    const doer = doerOf(ctx);
    // all in one write: what is refused afterwards is undone with its transaction
    const [found, standing, changed] = await Promise.all([
      holdDecision(tx, id),
      parts.people.hold(tx, ctx.principal),
      change(tx, doer.actor, asked),
    ]);
    const decision = found ?? fail('not_found');
    const somebody = somebodyOf(standing);
    const viewer = viewerOf(somebody, ctx);
    if (decision.asker_id !== somebody.id && decision.owner_account !== somebody.account)
      fail('decision_refused', { detail: 'Only the asker, and whoever made its key, does what was approved.' });
    if (isReported(decision, doer.actor, asked))
      return { ...(await toDecision(tx, parts, decision, viewer)), already: true };
    const expired = changed === undefined ? await writeDownLate(tx, parts, decision) : undefined;
    const stepped = changed ?? (expired && (await change(tx, doer.actor, asked)));
    if (stepped === undefined) return refuse(expired?.now ?? decision);
    const shown = await toDecision(tx, parts, stepped.now, viewer);
    await tx.lastly(() => record(tx, parts, doer, stepped));
    return { ...shown, already: false };
  });

/** Whoever looked was told what the deadline decided, and need not wait until the clock has written it down. */
const writeDownLate = async (
  tx: Write,
  parts: DecisionsParts,
  decision: StoredDecision,
): Promise<Stepped | undefined> => {
  const expired = decision.is_late && isOpen(decision) ? await expireNow(tx, decision) : undefined;
  if (expired !== undefined) await record(tx, parts, BY_THE_CLOCK, expired);
  return expired;
};

/** Whoever asks has reported just this before. Taking again what one has makes no second one of it. */
const isReported = ({ execution, executor_id }: StoredDecision, { id }: StoredActor, { body }: Asked): boolean =>
  execution === body.status && executor_id === id && execution !== 'taken';

const change = (tx: Write, by: StoredActor, { id, body }: Asked): Promise<Stepped | undefined> => {
  const { status, detail, for_seconds: seconds } = body;
  return status === 'taken' ? take(tx, id, by, seconds) : endExecution(tx, id, { by, status, detail });
};

const refuse = ({ verdict, execution, taken_until }: StoredDecision): never => {
  if (verdict !== 'approve') return fail('conflict', { detail: 'It was not approved: nothing is to be done.' });
  if (execution === 'waiting') return fail('conflict', { detail: 'Take it first, with the status `taken`.' });
  if (execution === 'taken')
    return fail('conflict', { detail: `Somebody has taken it, until ${taken_until ?? 'they report its end'}.` });
  return fail('conflict', { detail: `It was reported as ${execution ?? 'ended'} before.` });
};
