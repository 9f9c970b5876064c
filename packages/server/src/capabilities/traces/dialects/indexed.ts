import type { Attributes } from './span-view.ts';

const INDEX = /^(\d{1,6})(?:\.(.+))?$/s;

/**
 * What is written as `prefix.0.role`, `prefix.0.content`, `prefix.1.role`: attributes of each, in the order of their numbers,
 * whatever numbers are missing. What stands at `prefix.0` itself has an empty name.
 */
export const indexed = (attributes: Attributes, prefix: string): readonly Attributes[] => {
  const items = new Map<number, Map<string, unknown>>();
  for (const [name, value] of attributes) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const [, index, rest = ''] = INDEX.exec(name.slice(prefix.length + 1)) ?? [];
    if (index === undefined) continue;
    const item = items.get(Number(index)) ?? new Map<string, unknown>();
    items.set(Number(index), item.set(rest, value));
  }
  return [...items].toSorted(([one], [other]) => one - other).map(([, item]) => item);
};

/** What stands below a prefix, without it. */
export const below = (attributes: Attributes, prefix: string): ReadonlyMap<string, unknown> =>
  new Map(
    [...attributes]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
