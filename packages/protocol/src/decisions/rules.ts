import { z } from 'zod';
import { contract } from '../contract.ts';
import { PrincipalId } from '../ids.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';
import { DecisionActor, DECIDER_ROLES, Level, Reason, Verdict } from './decision.ts';
import { NewDecision } from './decisions.ts';
import { DecisionRuleId } from './ids.ts';
import {
  LEAST_DEADLINE,
  LONGEST_KIND,
  MOST_APPROVALS,
  MOST_CONDITIONS,
  MOST_DEADLINE,
  MOST_LEVELS,
  MOST_RULE_BYTES,
  MOST_RULES,
} from './limits.ts';

export const KindPattern = z
  .string()
  .regex(/^(?:[a-z][a-z0-9_.:-]*)?\*?$/, { error: 'must be a kind, or its beginning with a * at the end' })
  .min(1)
  .max(LONGEST_KIND)
  .describe('A kind, or its beginning with a * at the end: `host.*`. `*` alone is every kind.');

const Pointer = text(500, 1).describe(
  'What is looked at: `/priority`, `/asker`, or a JSON pointer into the arguments like `/arguments/cents`.',
);

const Scalar = z.union([text(1000), z.number(), z.boolean(), z.null()]);

/** Of a value of another type than the one it is compared with nothing is true but that it is another. */
export const Condition = z.discriminatedUnion('op', [
  z.strictObject({ pointer: Pointer, op: z.enum(['eq', 'ne']), value: Scalar }),
  z.strictObject({ pointer: Pointer, op: z.enum(['lt', 'lte', 'gt', 'gte']), value: z.number() }),
  z.strictObject({ pointer: Pointer, op: z.literal('in'), value: z.array(Scalar).min(1).max(100) }),
  z.strictObject({ pointer: Pointer, op: z.literal('prefix'), value: text(1000, 1) }),
  z.strictObject({ pointer: Pointer, op: z.literal('exists'), value: z.boolean() }),
]);
export type Condition = z.infer<typeof Condition>;

const Requirement = z
  .strictObject({
    do: z.literal('require'),
    required_role: z.enum(DECIDER_ROLES).optional().describe('On every level at least this.'),
    quorum: z.int().min(2).max(MOST_APPROVALS).optional(),
    four_eyes: z.literal(true).optional(),
    second_factor: z.literal(true).optional(),
    deadline_seconds: z.int().min(LEAST_DEADLINE).max(MOST_DEADLINE).optional().describe('At most so long.'),
    levels: z.array(Level).min(1).max(MOST_LEVELS).optional().describe('Each at least as strict as this.'),
  })
  .describe('At least one of them.');

export const RuleEffect = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('approve'), reason: Reason.optional() }),
    z.strictObject({ do: z.literal('deny'), reason: Reason.optional() }),
    Requirement,
  ])
  .describe(
    'What denies wins, then what requires people, then what approves. Requirements make what was asked for stricter, and never laxer; what they fit is denied when its deadline passes.',
  );
export type RuleEffect = z.infer<typeof RuleEffect>;

const Position = z.int().min(0).max(1_000_000).describe('Of several that approve or deny, the first is named.');

export const DecisionRule = z.strictObject({
  id: DecisionRuleId,
  name: text(100, 1),
  position: Position,
  enabled: z.boolean(),
  kind: KindPattern,
  conditions: z
    .array(Condition)
    .max(MOST_CONDITIONS)
    .describe(
      `All have to fit. Where there is nothing at a pointer, only that it does not exist does. With the effect ${MOST_RULE_BYTES} bytes of JSON at most.`,
    ),
  effect: RuleEffect,
  changed_by: DecisionActor.describe('What their own keys ask for, the rule does not approve.'),
  created_at: Timestamp,
  changed_at: Timestamp,
  version: Version,
});
export type DecisionRule = z.infer<typeof DecisionRule>;

export const RuleParams = z.strictObject({ rule_id: DecisionRuleId });

export const listDecisionRules = contract({
  name: 'decisions.list_rules',
  method: 'GET',
  path: '/api/v1/decision-rules',
  summary: 'Rules that decide by themselves or say what a decision needs, by position.',
  permission: 'decisions:read',
  query: PageQuery,
  answers: { 200: page(DecisionRule) },
});

export const getDecisionRule = contract({
  name: 'decisions.get_rule',
  method: 'GET',
  path: '/api/v1/decision-rules/{rule_id}',
  summary: 'One rule.',
  permission: 'decisions:read',
  params: RuleParams,
  answers: { 200: DecisionRule },
});

export const addDecisionRule = contract({
  name: 'decisions.add_rule',
  method: 'POST',
  path: '/api/v1/decision-rules',
  summary: `Add a rule, for what is asked from now on. A workspace has ${MOST_RULES} at most. No API key may.`,
  permission: 'decisions:manage',
  needsProof: true,
  idempotency: 'accepted',
  body: z.strictObject({
    name: DecisionRule.shape.name,
    position: Position.optional().describe('Without one: behind all others.'),
    enabled: z.boolean().default(true),
    kind: KindPattern,
    conditions: DecisionRule.shape.conditions.default([]),
    effect: RuleEffect,
  }),
  answers: { 201: DecisionRule },
  failures: ['conflict'],
});

export const changeDecisionRule = contract({
  name: 'decisions.change_rule',
  method: 'PATCH',
  path: '/api/v1/decision-rules/{rule_id}',
  summary: 'Change a rule, for what is asked from now on. No API key may.',
  permission: 'decisions:manage',
  needsProof: true,
  precondition: 'if-match',
  params: RuleParams,
  body: z.strictObject({
    name: DecisionRule.shape.name.optional(),
    position: Position.optional(),
    enabled: z.boolean().optional(),
    kind: KindPattern.optional(),
    conditions: DecisionRule.shape.conditions.optional(),
    effect: RuleEffect.optional(),
  }),
  answers: { 200: DecisionRule },
});

export const removeDecisionRule = contract({
  name: 'decisions.remove_rule',
  method: 'DELETE',
  path: '/api/v1/decision-rules/{rule_id}',
  summary: 'Remove a rule. What it decided stays decided. No API key may.',
  permission: 'decisions:manage',
  needsProof: true,
  precondition: 'if-match',
  params: RuleParams,
  answers: { 204: z.undefined() },
});

export const tryDecisionRules = contract({
  name: 'decisions.try_rules',
  method: 'POST',
  path: '/api/v1/decision-rules/try',
  summary: 'Say what would come of a decision that was asked for now, and ask for none.',
  permission: 'decisions:read',
  body: NewDecision.omit({
    title: true,
    evidence: true,
    agent: true,
    trace_id: true,
    span_id: true,
    callback: true,
  }).extend({
    asker: PrincipalId.optional().describe(
      'The member or key that would ask. Without one: somebody who made no rule and began no bypass.',
    ),
  }),
  answers: {
    200: z.strictObject({
      fits: z
        .array(
          z.strictObject({
            id: DecisionRuleId,
            name: z.string(),
            version: Version,
            effect: RuleEffect,
            own: z.boolean().describe('Whoever would ask made it say so: it approves nothing for them.'),
          }),
        )
        .describe('By position.'),
      verdict: Verdict.nullable().describe('Null: people decide.'),
      by: DecisionActor.nullable().describe('What would decide it.'),
      reason: z.string().nullable(),
      needs: NewDecision.pick({ quorum: true, four_eyes: true, second_factor: true, default: true })
        .extend({ levels: z.array(Level), deadline_seconds: z.int() })
        .describe('What it would need when people decide it.'),
    }),
  },
});
