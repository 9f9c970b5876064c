import type { Input } from '@holdfast/protocol/contract';
import { DecisionRuleId } from '@holdfast/protocol/decisions/ids';
import { MOST_RULES } from '@holdfast/protocol/decisions/limits';
import type {
  addDecisionRule,
  changeDecisionRule,
  DecisionRule,
  listDecisionRules,
} from '@holdfast/protocol/decisions/rules';
import type { Version } from '@holdfast/protocol/version';
import { z } from 'zod';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import type { HandlerInput } from '../../../platform/http/endpoint.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { DecisionsParts } from '../parts.ts';
import { actorOf } from '../to-summary.ts';
import { addLastVersion, addVersion } from './history/store.ts';
import { makerOf } from './maker.ts';
import * as store from './store.ts';
import { refuseUnusable } from './usable.ts';

const LIST = 'decisions.rules';
const Place = z.tuple([z.int().min(0).max(1_000_000), DecisionRuleId]);

export const list = (
  parts: DecisionsParts,
  { db }: Context,
  { limit, cursor }: Input<typeof listDecisionRules>['query'],
) =>
  db.read(async (tx) => {
    const after = decodeCursor(LIST, Place, cursor);
    const found = await store.listRules(tx, { limit, after });
    const page = toPage(found, { list: LIST, limit, keyOf: ({ position, id }) => [position, id] });
    return { ...page, items: await toRules(parts, tx, page.items) };
  });

export const find = (parts: DecisionsParts, { db }: Context, id: DecisionRuleId): Promise<DecisionRule> =>
  db.read(async (tx) => toRule(parts, tx, (await store.findRule(tx, id)) ?? fail('not_found')));

export const add = (
  parts: DecisionsParts,
  ctx: Context,
  body: Input<typeof addDecisionRule>['body'],
): Promise<DecisionRule> => {
  const by = makerOf(ctx);
  refuseUnusable(body);
  return ctx.db.write(async (tx) => {
    const { count, last } = await store.countRulesAlone(tx);
    if (count >= MOST_RULES)
      fail('conflict', { detail: `A workspace has at most ${MOST_RULES} rules. Remove some that fit nothing.` });
    const id = DecisionRuleId.parse(parts.makeId());
    const made = await store.insertRule(tx, id, { ...body, position: body.position ?? behind(last), by });
    await addVersion(tx, id, 'added');
    await writeDown(parts, ctx, { tx, rule: made, action: 'decision_rule.added' });
    return toRule(parts, tx, made);
  });
};

const behind = (last: number): number => Math.min(last + 1, 1_000_000);

export const change = (
  parts: DecisionsParts,
  ctx: Context,
  { params, body, version }: Pick<HandlerInput<typeof changeDecisionRule>, 'params' | 'body' | 'version'>,
): Promise<DecisionRule> =>
  ctx.db.write(async (tx) => {
    const was = await lockSeen(tx, params.rule_id, version);
    const by = makerOf(ctx);
    refuseUnusable(body, was);
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length === 0) return toRule(parts, tx, was);
    const changed = await store.updateRule(tx, was.id, { ...was, ...given, by });
    await addVersion(tx, was.id, 'changed');
    await writeDown(parts, ctx, { tx, rule: changed, action: 'decision_rule.changed' });
    return toRule(parts, tx, changed);
  });

export const remove = (
  parts: DecisionsParts,
  ctx: Context,
  { id, version }: { readonly id: DecisionRuleId; readonly version: Version },
): Promise<void> =>
  ctx.db.write(async (tx) => {
    const was = await lockSeen(tx, id, version);
    await addLastVersion(tx, id, makerOf(ctx).member);
    await store.deleteRule(tx, id);
    await writeDown(parts, ctx, { tx, rule: was, action: 'decision_rule.removed' });
  });

const lockSeen = async (tx: Write, id: DecisionRuleId, version: Version): Promise<store.StoredRule> => {
  const was = (await store.lockRule(tx, id)) ?? fail('not_found');
  if (was.version !== version) fail('stale', { members: { current_version: was.version } });
  return was;
};

interface Written {
  readonly tx: Write;
  readonly rule: store.StoredRule;
  readonly action: 'decision_rule.added' | 'decision_rule.changed' | 'decision_rule.removed';
}

const writeDown = async ({ audit }: DecisionsParts, ctx: Context, { tx, rule, action }: Written): Promise<void> => {
  const facts = { kind: rule.kind, does: rule.effect.do, enabled: rule.enabled, version: rule.version };
  await audit.add(tx, { ...doneBy(ctx), action, object: { kind: 'decision_rule', id: rule.id }, facts });
};

const toRules = async (
  { namesOf }: DecisionsParts,
  tx: Read,
  stored: readonly store.StoredRule[],
): Promise<DecisionRule[]> => {
  const names = await namesOf(
    tx,
    stored.map(({ changed_by }) => changed_by),
  );
  return stored.map((rule) => ({ ...rule, changed_by: actorOf({ kind: 'member', id: rule.changed_by }, names) }));
};

const toRule = async (parts: DecisionsParts, tx: Read, stored: store.StoredRule): Promise<DecisionRule> =>
  (await toRules(parts, tx, [stored]))[0] ?? fail('internal');
