import type { Attributes } from './span-view.ts';

const INDEX = /^(\d{1,6})(?:\.(.+))?$/s;

/**
 * What is written as `prefix.0.role`, `prefix.0.content`, `prefix.1.role`: attributes of each, in the order of their numbers,
 * whatever numbers are missing. What stands at `prefix.0` itself has an empty name.
 */
export const indexed = (attributes: Attributes, prefix: string): readonly Attributes[] => {
  const found = below(attributes, `${prefix}.`);
  if (found.size === 0) return [];
  const items = new Map<number, Map<string, unknown>>();
  for (const [name, value] of found) {
    const [, index, rest = ''] = INDEX.exec(name) ?? [];
    if (index === undefined) continue;
    const item = items.get(Number(index)) ?? new Map<string, unknown>();
    items.set(Number(index), item.set(rest, value));
  }
  return [...items].toSorted(([one], [other]) => one - other).map(([, item]) => item);
};

/** What stands below a prefix, without it. */
export const below = (attributes: Attributes, prefix: string): Attributes => {
  let found: Map<string, unknown> | undefined;
  for (const name of attributes.keys()) {
    // most spans have nothing there, and are asked all the same
    if (name.startsWith(prefix)) found = (found ?? new Map()).set(name.slice(prefix.length), attributes.get(name));
  }
  return found ?? NOTHING;
};

const NOTHING: Attributes = new Map();
