import type { Level } from '@holdfast/protocol/decisions/decision';
import type { JsonObject } from '@holdfast/protocol/json';
import { isDeepStrictEqual } from 'node:util';
import type { Read } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import { priorityOf } from '../rules/urgency.ts';
import type { StoredDecision } from '../store/decisions.ts';
import { judge, type RuleText, type Ruling } from './judge.ts';
import type { Needs } from './needs.ts';
import { readRulings } from './store.ts';

export type Rejudged = Pick<Ruling, 'needs' | 'requiredBy'>;

/**
 * What rules make of other arguments than those that were asked for: what they deny is refused, and what they require is needed
 * from now on. Nothing is approved by itself here, also not by a deadline, as nobody asked for that with these arguments; and
 * nobody has less time.
 */
export const rejudge = async (tx: Read, decision: StoredDecision, wanted: JsonObject): Promise<Rejudged> => {
  const { rules } = await readRulings(tx, decision.kind);
  const ruling = judge({ rules, bypasses: [] }, wishFor(decision, wanted));
  refuseDenied(ruling);
  return {
    needs: { ...ruling.needs, defaultVerdict: 'deny' },
    requiredBy: withMore(decision.required_by, ruling.requiredBy),
  };
};

/** Each rule once, with the text that required something last. */
const withMore = (known: readonly RuleText[], more: readonly RuleText[]): readonly RuleText[] => [
  ...new Map([...known, ...more].map((text) => [text.id, text])).values(),
];

/** Whether whoever approves changed arguments alone would get around what a rule requires for them. */
export const needsMore = (decision: StoredDecision, needs: Needs): boolean => {
  const { defaultVerdict } = needs;
  return !isDeepStrictEqual(needs, { ...needsOf(decision), defaultVerdict });
};

const refuseDenied = ({ decided }: Ruling): void => {
  if (decided?.verdict !== 'deny') return;
  const reason = decided.reason === undefined ? '' : ` ${decided.reason}`;
  fail('decision_refused', { detail: `A rule denies these arguments.${reason}` });
};

const wishFor = (decision: StoredDecision, wanted: JsonObject) => ({
  kind: decision.kind,
  looked: { arguments: wanted, priority: priorityOf(decision.urgency), asker: decision.asker_id },
  account: decision.owner_account,
  hasOptions: decision.options.length > 0,
  needs: needsOf(decision),
});

const needsOf = (decision: StoredDecision): Needs => ({
  // a decision has one level at least
  levels: decision.levels as readonly [Level, ...Level[]],
  quorum: decision.quorum,
  fourEyes: decision.four_eyes,
  secondFactor: decision.second_factor,
  deadlineSeconds: 0,
  defaultVerdict: decision.default_verdict,
});
