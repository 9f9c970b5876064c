import { isSameJson } from './same-json.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** One argument by its name, beside what it was when that is known and different. */
export type ArgumentRow =
  | { readonly name: string; readonly change: 'none' | 'added'; readonly is: unknown }
  | { readonly name: string; readonly change: 'changed'; readonly is: unknown; readonly was: unknown }
  | { readonly name: string; readonly change: 'removed'; readonly was: unknown };

const rowOf = (name: string, is: unknown, before: Arguments): ArgumentRow => {
  if (!Object.hasOwn(before, name)) return { name, change: 'added', is };
  return isSameJson(before[name], is)
    ? { name, change: 'none', is }
    : { name, change: 'changed', is, was: before[name] };
};

/** As people count: 2 comes before 10. */
const { compare } = new Intl.Collator('en', { numeric: true });

const byName = (some: Arguments) => Object.entries(some).toSorted(([one], [other]) => compare(one, other));

/** What is, by its name, and at the end what is there no more. */
export const argumentRows = (is: Arguments, before: Arguments = is): readonly ArgumentRow[] => [
  ...byName(is).map(([name, value]) => rowOf(name, value, before)),
  ...byName(before)
    .filter(([name]) => !Object.hasOwn(is, name))
    .map(([name, was]): ArgumentRow => ({ name, change: 'removed', was })),
];
