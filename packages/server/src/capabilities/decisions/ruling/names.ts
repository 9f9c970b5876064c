import type { DecisionsParts } from '../parts.ts';
import { readRuleNames } from './store.ts';

/** What people, keys and rules are called, by their ids. Most ids are of people: rules are looked for among the rest. */
export const alsoRules =
  (namesOf: DecisionsParts['namesOf']): DecisionsParts['namesOf'] =>
  async (tx, ids) => {
    const names = await namesOf(tx, ids);
    const rest = ids.filter((id) => !names.has(id));
    return rest.length === 0 ? names : new Map([...names, ...(await readRuleNames(tx, rest))]);
  };
