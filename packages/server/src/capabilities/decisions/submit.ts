import type { Input } from '@holdfast/protocol/contract';
import { PRIORITIES, type Decision, type Level } from '@holdfast/protocol/decisions/decision';
import type { submitDecision } from '@holdfast/protocol/decisions/decisions';
import { DecisionId } from '@holdfast/protocol/decisions/ids';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { keepCallback } from './callback/callback.ts';
import type { DecisionsParts } from './parts.ts';
import { exactly } from './rules/exactness.ts';
import { somebodyOf } from './somebody.ts';
import { doerOf, writeStep } from './step.ts';
import { insertDecision, type NewDecision } from './store/decisions.ts';
import { toDecision } from './to-decision.ts';
import { viewerOf } from './viewer.ts';

type Body = Input<typeof submitDecision>['body'];

export const submit = (parts: DecisionsParts, ctx: Context, body: Body): Promise<Decision> => {
  const id = DecisionId.parse(parts.makeId());
  const { text, sha256 } = exactly(body.arguments);
  const doer = doerOf(ctx);
  return ctx.db.write(async (tx) => {
    const standing = await parts.people.read(tx, ctx.principal);
    const account = standing.account ?? fail('unauthenticated');
    const asker = doer.actor as NewDecision['asker'];
    await insertDecision(tx, { ...wantedOf(body, ctx), id, arguments: text, sha256, asker, account });
    if (body.callback !== undefined) await keepCallback(tx, parts.secrets, id, body.callback);
    const now = await writeStep(tx, parts, doer, { id, done: { step: 'submitted' } });
    return toDecision(tx, parts, now, viewerOf(somebodyOf(standing), ctx));
  });
};

const wantedOf = (body: Body, { traceId }: Context) => ({
  kind: body.kind,
  title: body.title,
  urgency: PRIORITIES.indexOf(body.priority),
  evidence: body.evidence,
  options: body.options,
  agent: body.agent,
  traceId: body.trace_id ?? traceId,
  spanId: body.span_id,
  levels: body.levels ?? usualLevels(body.required_role),
  deadlineSeconds: body.deadline_seconds,
  defaultVerdict: body.default,
  quorum: body.quorum,
  fourEyes: body.four_eyes,
  secondFactor: body.second_factor,
});

/** Whoever has the role, and above them admins. */
const usualLevels = (role: Level['required_role']): readonly Level[] => {
  const first: Level = { required_role: role, within_seconds: null };
  return role === 'admin' ? [first] : [first, { required_role: 'admin', within_seconds: null }];
};
