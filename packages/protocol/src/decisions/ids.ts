import { z } from 'zod';

export const DecisionId = z.uuid().brand<'DecisionId'>();
export type DecisionId = z.infer<typeof DecisionId>;

export const DecisionRuleId = z.uuid().brand<'DecisionRuleId'>();
export type DecisionRuleId = z.infer<typeof DecisionRuleId>;
