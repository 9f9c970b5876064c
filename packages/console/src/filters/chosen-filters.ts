import { type FilterKinds, namesOf } from './filter-kind.ts';

/** What a list is narrowed to, as the address says it. */
export type ChosenFilters<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** What the address says. What nobody can ask for is left out. */
export const readFilters = <Name extends string>(
  kinds: FilterKinds<Name>,
  words: URLSearchParams,
): ChosenFilters<Name> => {
  const filters = namesOf(kinds).flatMap((name) => {
    const word = words.get(name);
    return word === null || !kinds[name].takes(word) ? [] : [[name, word] as const];
  });
  return Object.fromEntries(filters) as ChosenFilters<Name>;
};

/** The filters that are in force, in the order of their kinds. */
export const chosenOf = <Name extends string>(
  kinds: FilterKinds<Name>,
  filters: ChosenFilters<Name>,
): readonly (readonly [Name, string])[] =>
  namesOf(kinds).flatMap((name) => {
    const word = filters[name];
    return word === undefined ? [] : [[name, word] as const];
  });

/** With one filter more, another, or one less. */
export const withFilter = <Name extends string, Shown extends { readonly filters: ChosenFilters<Name> }>(
  shown: Shown,
  name: Name,
  word: string | undefined,
): Shown => {
  const { [name]: _, ...others } = shown.filters;
  return { ...shown, filters: word === undefined ? others : { ...others, [name]: word } };
};
