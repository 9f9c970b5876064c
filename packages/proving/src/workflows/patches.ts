import type { Random } from '../run/random.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Sent {
  readonly node: string;
  readonly sequence: number;
  readonly time: string;
  readonly patch: { readonly [key: string]: Json };
}

/** RFC 7396 once more, by those who do not know how the server does it. */
const merge = (target: Json | undefined, patch: Json): Json => {
  if (patch === null || typeof patch !== 'object' || isList(patch)) return patch;
  const result = new Map(
    target !== undefined && target !== null && typeof target === 'object' && !isList(target)
      ? Object.entries(target)
      : [],
  );
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, merge(result.get(key), value));
  }
  return Object.fromEntries(result);
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const isBefore = (one: Sent, other: Sent): boolean => {
  if (one.time !== other.time) return one.time < other.time;
  if (one.node !== other.node) return one.node < other.node;
  return one.sequence < other.sequence;
};

export const inOrder = (patches: readonly Sent[]): readonly Sent[] =>
  patches.toSorted((one, other) => (isBefore(one, other) ? -1 : 1));

/** What the state is at a moment, by the promise alone. */
export const stateAt = (patches: readonly Sent[], at: string): Json =>
  inOrder(patches.filter(({ time }) => time <= at)).reduce<Json>((state, { patch }) => merge(state, patch), {});

/** The same, whatever order its keys are in. */
export const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => [key, sorted(member)]);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
};

const KEYS = ['order', 'stock', 'payment', 'shipment', 'customer'];

const inventPatch = (random: Random, node: string, sequence: number): Sent['patch'] => {
  const what = random.between(0, 9);
  const key = random.pick(KEYS);
  if (what === 0) return { [key]: null };
  if (what === 1) return { [key]: `${node} says ${sequence}` };
  if (what === 2) return { [key]: [node, sequence] };
  const inner = { [random.pick(KEYS)]: what === 3 ? null : sequence };
  return { [key]: { by: node, ...(what < 6 ? { [random.pick(KEYS)]: inner } : inner) } };
};

const MICROSECONDS = 1000;

/** Patches of many nodes about the same few things, at times that often are the same: clocks tick in milliseconds. */
export const inventPatches = (random: Random, nodes: number, each: number, since: number): readonly Sent[] =>
  Array.from({ length: nodes }, (_nothing, index) => `node-${index}`).flatMap((node) =>
    Array.from({ length: each }, (_nothing, sequence): Sent => {
      const at = new Date(since + random.between(0, each * 2)).toISOString().slice(0, -1);
      const micros = String(random.pick([0, random.between(0, MICROSECONDS - 1)])).padStart(3, '0');
      return { node, sequence, time: `${at}${micros}Z`, patch: inventPatch(random, node, sequence) };
    }),
  );

export const shuffled = <Item>(items: readonly Item[], random: Random): readonly Item[] =>
  items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
