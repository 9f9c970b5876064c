import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { DecisionActor } from './decision.ts';
import { DecisionRule, RuleParams } from './rules.ts';

const { name, position, enabled, kind, conditions, effect } = DecisionRule.shape;

export const RULE_CHANGES = ['added', 'changed', 'removed'] as const;

/** A rule as it was from one change to the next. */
export const RuleVersion = z.strictObject({
  version: Version,
  change: z.enum(RULE_CHANGES).describe('removed: as it was last; it counts for nothing since.'),
  by: DecisionActor,
  at: Timestamp,
  rule: z.strictObject({ name, position, enabled, kind, conditions, effect }),
});
export type RuleVersion = z.infer<typeof RuleVersion>;

export const listRuleHistory = contract({
  name: 'decisions.list_rule_history',
  method: 'GET',
  path: '/api/v1/decision-rules/{rule_id}/history',
  summary: 'What a rule said when, and who made it say so, the latest first. Also of a rule that was removed.',
  permission: 'decisions:read',
  params: RuleParams,
  query: PageQuery,
  answers: { 200: page(RuleVersion) },
});
