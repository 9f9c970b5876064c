import type { DecisionRuleId } from '@holdfast/protocol/decisions/ids';
import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import { inTurn } from '../../../platform/database/in-turn.ts';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import type { Rulings } from './judge.ts';

export type StoredRule = Omit<DecisionRule, 'changed_by'> & { readonly changed_by: PrincipalId };

const RULE = sql`id, name, position, enabled, kind, conditions, effect, changed_by, created_at, changed_at, version`;

/**
 * All that count at this moment for what is of this kind, rules in their order: one look for every decision that is asked for.
 * Rules of other kinds are left where they lie.
 */
export const readRulings = (tx: Read, kind: string): Promise<Rulings> =>
  tx.one(sql<Rulings>`
    select
      (select coalesce(jsonb_agg(to_jsonb(r) order by r.position, r.id), '[]')
         from (select id, name, position, kind, conditions, effect, version, changed_account from decisions.rules
                where workspace_id = ${tx.workspace} and enabled
                  and (kind = ${kind} or (kind like '%*' and starts_with(${kind}, left(kind, -1))))) r) as rules,
      (select coalesce(jsonb_agg(to_jsonb(b) order by b.id), '[]')
         from (select id, kinds, reason, made_by, made_account from decisions.bypasses
                where workspace_id = ${tx.workspace} and ends_at > holdfast.now()) b) as bypasses`);

/** One more than the page has. */
export const listRules = (
  tx: Read,
  { limit, after }: { readonly limit: number; readonly after: readonly [number, string] | undefined },
): Promise<StoredRule[]> => {
  const [position, id] = after ?? [];
  return tx.many(sql<StoredRule>`
    select ${RULE} from decisions.rules
     where workspace_id = ${tx.workspace}
       and (${id ?? null}::uuid is null or (position, id) > (${position ?? null}::integer, ${id ?? null}::uuid))
     order by position, id limit ${limit + 1}`);
};

export const findRule = (tx: Read, id: DecisionRuleId): Promise<StoredRule | undefined> =>
  tx.maybe(sql<StoredRule>`select ${RULE} from decisions.rules where workspace_id = ${tx.workspace} and id = ${id}`);

export const lockRule = (tx: Write, id: DecisionRuleId): Promise<StoredRule | undefined> =>
  tx.maybe(
    sql<StoredRule>`select ${RULE} from decisions.rules where workspace_id = ${tx.workspace} and id = ${id} for update`,
  );

/** Those who add rules do so one after the other, so that a workspace has no more than it may. */
export const countRulesAlone = async (tx: Write): Promise<{ readonly count: number; readonly last: number }> => {
  await inTurn(tx, 'decision rules');
  return tx.one(sql<{ count: number; last: number }>`
    select count(*) as count, coalesce(max(position), 0) as last from decisions.rules where workspace_id = ${tx.workspace}`);
};

/** Who says so. */
export interface Maker {
  readonly member: PrincipalId;
  readonly account: AccountId;
}

export type RuleValues = Pick<DecisionRule, 'name' | 'position' | 'enabled' | 'kind' | 'conditions' | 'effect'>;

export const insertRule = (
  tx: Write,
  id: DecisionRuleId,
  rule: RuleValues & { readonly by: Maker },
): Promise<StoredRule> =>
  tx.one(sql<StoredRule>`
    insert into decisions.rules
      (workspace_id, id, name, position, enabled, kind, conditions, effect, changed_by, changed_account)
    values (${tx.workspace}, ${id}, ${rule.name}, ${rule.position}, ${rule.enabled}, ${rule.kind},
            ${JSON.stringify(rule.conditions)}::jsonb, ${JSON.stringify(rule.effect)}::jsonb, ${rule.by.member}, ${rule.by.account})
    returning ${RULE}`);

export const updateRule = (
  tx: Write,
  id: DecisionRuleId,
  rule: RuleValues & { readonly by: Maker },
): Promise<StoredRule> =>
  tx.one(sql<StoredRule>`
    update decisions.rules
       set name = ${rule.name}, position = ${rule.position}, enabled = ${rule.enabled}, kind = ${rule.kind},
           conditions = ${JSON.stringify(rule.conditions)}::jsonb, effect = ${JSON.stringify(rule.effect)}::jsonb,
           changed_by = ${rule.by.member}, changed_account = ${rule.by.account}, changed_at = holdfast.now(),
           version = version + 1
     where workspace_id = ${tx.workspace} and id = ${id} returning ${RULE}`);

export const deleteRule = async (tx: Write, id: DecisionRuleId): Promise<void> => {
  await tx.run(sql`delete from decisions.rules where workspace_id = ${tx.workspace} and id = ${id}`);
};
