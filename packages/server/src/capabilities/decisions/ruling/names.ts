import type { DecisionsParts } from '../parts.ts';
import { readBypassMakers } from './bypasses/store.ts';
import { readRuleNames } from './history/store.ts';

/**
 * What people, keys, rules and bypasses are called, by their ids: a bypass as who began it. Most ids are of people: the others
 * are looked for among the rest.
 */
export const alsoRules =
  (namesOf: DecisionsParts['namesOf']): DecisionsParts['namesOf'] =>
  async (tx, ids) => {
    const names = await namesOf(tx, ids);
    const rest = ids.filter((id) => !names.has(id));
    if (rest.length === 0) return names;
    const [rules, bypasses] = await Promise.all([readRuleNames(tx, rest), readBypassMakers(tx, rest)]);
    const makers =
      bypasses.length === 0
        ? names
        : await namesOf(
            tx,
            bypasses.map(({ made_by }) => made_by),
          );
    const begun = bypasses.flatMap(({ id, made_by }) => {
      const name = makers.get(made_by);
      return name === undefined ? [] : [[id, name] as const];
    });
    return new Map([...names, ...rules, ...begun]);
  };
