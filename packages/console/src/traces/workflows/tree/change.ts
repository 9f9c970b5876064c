/** How a value differs from what it is compared with. */
export type Change = 'added' | 'changed' | 'removed' | 'same';

/** There is nothing, which is not null. */
export const MISSING = Symbol('missing');

/** A value, and what stood in its place before. */
export interface Pair {
  readonly now: unknown;
  readonly before: unknown;
}

export const membersOf = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;

/** Objects are compared by their members, and so are lists. One with the other is not. */
const areAlike = ({ now, before }: Pair): boolean =>
  membersOf(now) !== undefined && membersOf(before) !== undefined && Array.isArray(now) === Array.isArray(before);

export const changeOf = (pair: Pair): Change => {
  const { now, before } = pair;
  if (now === before) return 'same';
  if (before === MISSING) return 'added';
  if (now === MISSING) return 'removed';
  return areAlike(pair) && [...pairsIn(pair).values()].every((one) => changeOf(one) === 'same') ? 'same' : 'changed';
};

const memberOf = (value: unknown, name: string): unknown => {
  const members = membersOf(value);
  return members?.has(name) === true ? members.get(name) : MISSING;
};

const collator = new Intl.Collator('en', { numeric: true });

/** Its members by name, in an order that stays: what an object took the place of is not looked into. */
export const pairsIn = (pair: Pair): ReadonlyMap<string, Pair> => {
  const before = pair.now === MISSING || areAlike(pair) ? pair.before : MISSING;
  const names = new Set([pair.now, before].flatMap((value) => [...(membersOf(value)?.keys() ?? [])]));
  return new Map(
    [...names]
      .toSorted(collator.compare)
      .map((name) => [name, { now: memberOf(pair.now, name), before: memberOf(before, name) }]),
  );
};

/** Something of what it was is told on a line of its own. */
export const isReplaced = (pair: Pair): boolean =>
  pair.now !== MISSING && pair.before !== MISSING && !areAlike(pair) && pair.now !== pair.before;
