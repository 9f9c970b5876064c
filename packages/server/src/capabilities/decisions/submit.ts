import type { Input } from '@holdfast/protocol/contract';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { submitDecision } from '@holdfast/protocol/decisions/decisions';
import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { PrincipalId } from '@holdfast/protocol/ids';
import type { Write } from '../../platform/database/transaction.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { keepCallback } from './callback/callback.ts';
import type { DecisionsParts } from './parts.ts';
import { exactly } from './rules/exactness.ts';
import { urgencyOf } from './rules/urgency.ts';
import { refuseDefault } from './rules/when-nobody-decides.ts';
import { judge, type DecidedByItself, type Ruling } from './ruling/judge.ts';
import { readRulings } from './ruling/store.ts';
import { refuseTwoRoles, wishOf } from './ruling/wish.ts';
import { somebodyOf } from './somebody.ts';
import { BY_ITSELF, doerOf, record, type Doer } from './step.ts';
import { decide } from './store/changes.ts';
import type { StoredDecision } from './store/decisions.ts';
import { insertDecision, type NewDecision } from './store/insert.ts';
import { toDecision } from './to-decision.ts';
import { viewerOf } from './viewer.ts';

type Body = Input<typeof submitDecision>['body'];

export const submit = (parts: DecisionsParts, ctx: Context, body: Body): Promise<Decision> => {
  const id = DecisionId.parse(parts.makeId());
  const { text, sha256 } = exactly(body.arguments);
  refuseTwoRoles(body);
  refuseDefault(body);
  const doer = doerOf(ctx);
  return ctx.db.write(async (tx) => {
    const [standing, rulings] = await Promise.all([parts.people.read(tx, ctx.principal), readRulings(tx, body.kind)]);
    const account = standing.account ?? fail('unauthenticated');
    const asker = doer.actor as NewDecision['asker'];
    const ruling = judge(rulings, wishOf(body, { id: standing.id, account }));
    const submitted = await insertDecision(tx, {
      ...wantedOf(body, ctx),
      ...ruling.needs,
      requiredBy: ruling.requiredBy,
      id,
      arguments: text,
      sha256,
      asker,
      account,
    });
    if (body.callback !== undefined) await keepCallback(tx, parts.secrets, id, body.callback);
    const viewer = viewerOf(somebodyOf(standing), ctx);
    const shown = (now: StoredDecision) =>
      toDecision(tx, parts, { ...now, callback_url: body.callback?.url ?? null }, viewer);
    const recorded = () => record(tx, parts, { ...doer, facts: { ...doer.facts, ...factsOf(ruling) } }, submitted);
    if (ruling.decided !== undefined) {
      await recorded();
      return shown(await decideAtOnce(tx, parts, submitted.now, ruling.decided));
    }
    const asked = await shown(submitted.now);
    await tx.lastly(recorded);
    return asked;
  });
};

const wantedOf = (body: Body, ctx: Context) => ({
  kind: body.kind,
  title: body.title,
  urgency: urgencyOf(body.priority),
  evidence: body.evidence,
  options: body.options,
  agent: body.agent,
  ...askedIn(body, ctx),
});

/** The trace that it belongs to, and where in it: as the body says, or as the request says of itself. */
const askedIn = (body: Body, { calledFrom: from }: Context): Pick<NewDecision, 'traceId' | 'spanId'> => {
  const traceId = body.trace_id ?? from?.traceId;
  return { traceId, spanId: body.span_id ?? (traceId === from?.traceId ? from?.spanId : undefined) };
};

/** Which rules made it stricter, each with the version that did. */
const factsOf = ({ requiredBy }: Ruling): NonNullable<Doer['facts']> =>
  requiredBy.length === 0 ? {} : { required_by: requiredBy.map(({ id, version }) => `${id} ${version}`) };

const decideAtOnce = async (
  tx: Write,
  parts: DecisionsParts,
  submitted: StoredDecision,
  decided: DecidedByItself,
): Promise<StoredDecision> => {
  const { verdict, how, reason } = decided;
  const by = { kind: how, id: PrincipalId.parse(decided.id) } as const;
  const status = verdict === 'approve' ? 'approved' : 'rejected';
  const ruleVersion = decided.how === 'rule' ? decided.version : undefined;
  const stepped = await decide(tx, submitted.id, { status, verdict, how, by, ruleVersion, reason });
  // a deadline of a second may have passed meanwhile: then its default counts, which the clock writes down
  if (stepped === undefined) return submitted;
  await record(tx, parts, { actor: by, act: BY_ITSELF, facts: deciderOf(decided) }, stepped);
  return stepped.now;
};

const deciderOf = (decided: DecidedByItself): NonNullable<Doer['facts']> =>
  decided.how === 'rule'
    ? { rule: decided.id, rule_version: decided.version }
    : { bypass: decided.id, bypass_by: decided.madeBy };
