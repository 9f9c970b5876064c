import type { Catalogue } from '../catalogue.ts';
import { capabilityOf, type Promised } from '../catalogue/id-list.ts';
import type { Scenario } from '../scenario.ts';
import { PROPERTIES, WrongUsage, type Choice, type Options, type Property } from './options.ts';

/** One chosen promise, and its scenario when there is one yet. */
export interface Selected {
  readonly promised: Promised;
  readonly scenario: Scenario | undefined;
}

const valuesOf = ({ promised, scenario }: Selected): Readonly<Record<Property, readonly string[]>> => ({
  tier: [promised.tier],
  kind: [promised.kind],
  id: [promised.id],
  capability: [capabilityOf(promised.id)],
  needs: scenario?.needs ?? [],
});

const suits = (choice: Choice, values: readonly string[]): boolean => {
  const meets = (wanted: readonly string[]) => wanted.some((value) => values.includes(value));
  return (choice.only.length === 0 || meets(choice.only)) && !meets(choice.not);
};

export const select = (catalogue: Catalogue, { choices }: Options): readonly Selected[] => {
  const known = new Set(catalogue.promises.map(({ id }) => id));
  const stranger = [...choices.id.only, ...choices.id.not].find((id) => !known.has(id));
  if (stranger !== undefined) throw new WrongUsage(`there is no promise ${stranger}; --list shows them`);
  return catalogue.promises
    .map((promised) => ({ promised, scenario: catalogue.scenarioOf(promised.id) }))
    .filter((selected) => {
      const values = valuesOf(selected);
      return PROPERTIES.every((property) => suits(choices[property], values[property]));
    });
};
