import { beginBypass, endBypass, listBypasses } from '@holdfast/protocol/decisions/bypasses';
import { listRuleHistory } from '@holdfast/protocol/decisions/rule-history';
import {
  addDecisionRule,
  changeDecisionRule,
  getDecisionRule,
  listDecisionRules,
  removeDecisionRule,
  tryDecisionRules,
} from '@holdfast/protocol/decisions/rules';
import { on, type Endpoint } from '../../../platform/http/endpoint.ts';
import type { DecisionsParts } from '../parts.ts';
import * as bypasses from './bypasses/bypass-acts.ts';
import { listHistory } from './history/list.ts';
import * as rules from './rule-acts.ts';
import { tryRules } from './try.ts';

export const rulingRoutes = (parts: DecisionsParts): readonly Endpoint[] => [
  on(listDecisionRules, (ctx, { query }) => rules.list(parts, ctx, query)),
  on(getDecisionRule, (ctx, { params }) => rules.find(parts, ctx, params.rule_id)),
  on(listRuleHistory, (ctx, { params, query }) => listHistory(parts, ctx, params.rule_id, query)),
  on(addDecisionRule, (ctx, { body }) => rules.add(parts, ctx, body)),
  on(changeDecisionRule, (ctx, input) => rules.change(parts, ctx, input)),
  on(removeDecisionRule, async (ctx, { params, version }) => {
    await rules.remove(parts, ctx, { id: params.rule_id, version });
    return undefined;
  }),
  on(tryDecisionRules, (ctx, { body }) => tryRules(parts, ctx, body)),
  on(beginBypass, (ctx, { body }) => bypasses.begin(parts, ctx, body)),
  on(listBypasses, (ctx, { query }) => bypasses.list(parts, ctx, query)),
  on(endBypass, (ctx, { params }) => bypasses.end(parts, ctx, params.bypass_id)),
];
