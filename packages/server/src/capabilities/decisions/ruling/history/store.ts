import type { RuleVersion } from '@holdfast/protocol/decisions/rule-history';
import type { DecisionRuleId } from '@holdfast/protocol/decisions/ids';
import type { PrincipalId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import type { Read, Write } from '../../../../platform/database/transaction.ts';

export type StoredVersion = Omit<RuleVersion, 'by' | 'rule'> &
  RuleVersion['rule'] & { readonly by_member: PrincipalId };

/** As the rule is now. */
export const addVersion = async (tx: Write, id: DecisionRuleId, change: 'added' | 'changed'): Promise<void> => {
  await tx.run(sql`
    insert into decisions.rule_versions
      (workspace_id, rule_id, version, change, name, position, enabled, kind, conditions, effect, by_member, at)
    select workspace_id, id, version, ${change}, name, position, enabled, kind, conditions, effect, changed_by, changed_at
      from decisions.rules where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** Comes before the rule is removed. */
export const addLastVersion = async (tx: Write, id: DecisionRuleId, by: PrincipalId): Promise<void> => {
  await tx.run(sql`
    insert into decisions.rule_versions
      (workspace_id, rule_id, version, change, name, position, enabled, kind, conditions, effect, by_member)
    select workspace_id, id, version + 1, 'removed', name, position, enabled, kind, conditions, effect, ${by}::uuid
      from decisions.rules where workspace_id = ${tx.workspace} and id = ${id}`);
};

/** The latest first, one more than the page has. */
export const listVersions = (
  tx: Read,
  id: DecisionRuleId,
  { limit, before }: { readonly limit: number; readonly before: number | undefined },
): Promise<StoredVersion[]> =>
  tx.many(sql<StoredVersion>`
    select version, change, name, position, enabled, kind, conditions, effect, by_member, at from decisions.rule_versions
     where workspace_id = ${tx.workspace} and rule_id = ${id}
       and (${before ?? null}::integer is null or version < ${before ?? null}::integer)
     order by version desc limit ${limit + 1}`);

/** What they are called now, or were called last. */
export const readRuleNames = async (tx: Read, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.many(sql<{ rule_id: string; name: string }>`
    select distinct on (rule_id) rule_id, name from decisions.rule_versions
     where workspace_id = ${tx.workspace} and rule_id = any (${[...ids]}::uuid[]) order by rule_id, version desc`);
  return new Map(rows.map(({ rule_id, name }) => [rule_id, name]));
};
