import type { Input } from '@holdfast/protocol/contract';
import { PRIORITIES, type Decision } from '@holdfast/protocol/decisions/decision';
import type { submitDecision } from '@holdfast/protocol/decisions/decisions';
import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { PrincipalId } from '@holdfast/protocol/ids';
import type { Write } from '../../platform/database/transaction.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { keepCallback } from './callback/callback.ts';
import type { DecisionsParts } from './parts.ts';
import { exactly } from './rules/exactness.ts';
import { judge, type DecidedByItself, type Ruling } from './ruling/judge.ts';
import { readRulings } from './ruling/store.ts';
import { wishOf } from './ruling/wish.ts';
import { somebodyOf } from './somebody.ts';
import { doerOf, writeStep, type Doer } from './step.ts';
import { decide } from './store/changes.ts';
import { insertDecision, type NewDecision, type StoredDecision } from './store/decisions.ts';
import { toDecision } from './to-decision.ts';
import { viewerOf } from './viewer.ts';

type Body = Input<typeof submitDecision>['body'];

export const submit = (parts: DecisionsParts, ctx: Context, body: Body): Promise<Decision> => {
  const id = DecisionId.parse(parts.makeId());
  const { text, sha256 } = exactly(body.arguments);
  const doer = doerOf(ctx);
  return ctx.db.write(async (tx) => {
    const [standing, rulings] = await Promise.all([parts.people.read(tx, ctx.principal), readRulings(tx)]);
    const account = standing.account ?? fail('unauthenticated');
    const asker = doer.actor as NewDecision['asker'];
    const ruling = judge(rulings, wishOf(body, { id: standing.id, account }));
    await insertDecision(tx, {
      ...wantedOf(body, ctx),
      ...ruling.needs,
      id,
      arguments: text,
      sha256,
      asker,
      account,
    });
    if (body.callback !== undefined) await keepCallback(tx, parts.secrets, id, body.callback);
    const asked = await writeStep(
      tx,
      parts,
      { ...doer, facts: { ...doer.facts, ...factsOf(ruling) } },
      { id, done: { step: 'submitted' } },
    );
    const now = (await decideAtOnce(tx, parts, { id, ruling })) ?? asked;
    return toDecision(tx, parts, now, viewerOf(somebodyOf(standing), ctx));
  });
};

const wantedOf = (body: Body, ctx: Context) => ({
  kind: body.kind,
  title: body.title,
  urgency: PRIORITIES.indexOf(body.priority),
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
const factsOf = ({ fits }: Ruling): NonNullable<Doer['facts']> => {
  const required_by = fits.filter(({ effect }) => effect.do === 'require').map(({ id, version }) => `${id} ${version}`);
  return required_by.length === 0 ? {} : { required_by };
};

/** Undefined where people decide. */
const decideAtOnce = async (
  tx: Write,
  parts: DecisionsParts,
  { id, ruling: { decided } }: { readonly id: DecisionId; readonly ruling: Ruling },
): Promise<StoredDecision | undefined> => {
  if (decided === undefined) return undefined;
  const { verdict, how, reason } = decided;
  const by = { kind: how, id: PrincipalId.parse(decided.id) } as const;
  const status = verdict === 'approve' ? 'approved' : 'rejected';
  // a deadline of a second may have passed meanwhile: then its default counts, which the clock writes down
  const ruleVersion = decided.how === 'rule' ? decided.version : undefined;
  if (!(await decide(tx, id, { status, verdict, how, by, ruleVersion, reason }))) return undefined;
  const doer: Doer = { actor: by, act: { actor: { kind: 'system', id: null } }, facts: deciderOf(decided) };
  return writeStep(tx, parts, doer, { id, done: { step: status, reason } });
};

const deciderOf = (decided: DecidedByItself): NonNullable<Doer['facts']> =>
  decided.how === 'rule'
    ? { rule: decided.id, rule_version: decided.version }
    : { bypass: decided.id, bypass_by: decided.madeBy };
