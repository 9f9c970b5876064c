import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import { conditionWords, effectWords, kindWords } from './rule-words.ts';

type Ruled = Pick<DecisionRule, 'kind' | 'conditions' | 'effect'>;

/** A rule as a person would say it: `refund where cents is at most 5000 is approved at once`. */
export const RuleSentence = ({ of: { kind, conditions, effect } }: { readonly of: Ruled }) => (
  <span className="wrap-anywhere">
    <strong className="font-semibold">{kindWords(kind)}</strong>
    {conditions.length > 0 && ` where ${conditions.map(conditionWords).join(', and ')}`} {effectWords(effect)}
    {effect.do !== 'require' && effect.reason !== undefined && <span className="text-muted">: “{effect.reason}”</span>}
  </span>
);
