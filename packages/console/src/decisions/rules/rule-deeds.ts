import { changeDecisionRule, type DecisionRule, removeDecisionRule } from '@holdfast/protocol/decisions/rules';
import { type Deed, deed } from '../../deeds/deed.ts';

const named = ({ id, version }: DecisionRule) => [{ params: { rule_id: id } }, { version }] as const;

/** Enables what is disabled, and the other way round. */
export const switching = (rule: DecisionRule): Deed =>
  deed({
    act: rule.enabled ? 'Disable' : 'Enable',
    ask: (holdfast) => {
      const [at, options] = named(rule);
      return holdfast.bodyOf(changeDecisionRule, { ...at, body: { enabled: !rule.enabled } }, options);
    },
    done: ({ enabled }) =>
      enabled ? `${rule.name} counts for what is asked from now on.` : `${rule.name} counts for nothing any more.`,
    undo: (changed) => ({ ...switching(changed), act: 'Undo' }),
  });

export const removing = (rule: DecisionRule): Deed =>
  deed({
    act: 'Remove',
    ask: (holdfast) => holdfast.call(removeDecisionRule, ...named(rule)),
    done: () => `${rule.name} is removed.`,
    question: {
      title: `Remove ${rule.name}?`,
      keep: 'Keep it',
      sentence: 'What it decided stays decided. Disabled, it would stay to be enabled again.',
    },
  });
