import type { Random } from '../run/random.ts';
import type { Schema } from './description.ts';

/** What makes values plausible: ids that exist, and texts that somebody would send under such a name, each star another. */
export interface Known {
  readonly ids: readonly string[];
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

const MOST_ITEMS = 4;
const LONGEST = 2_000;

/** A value that the schema allows, as far as a stranger can tell. `edge` goes to the limits of what it allows. */
export const invent = (schema: Schema, random: Random, known: Known, { name = '', edge = false } = {}): unknown => {
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return pickOf(schema.enum, random, known.texts[name]);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return invent(random.pick(choices), random, known, { name, edge });
  const type = typeof schema.type === 'object' ? random.pick(schema.type) : schema.type;
  if (type === 'string')
    return edge && schema.pattern === undefined ? edgeText(schema, random) : inventText(schema, random, known, name);
  if (type === 'integer' || type === 'number') return inventNumber(schema, random, edge);
  if (type === 'boolean') return random.next() < 0.5;
  if (type === 'null') return null;
  if (type === 'array') return inventList(schema, random, known, { name, edge });
  return type === 'object' ? inventObject(schema, random, known, edge) : 'anything';
};

/** Where some are named, only those. */
const pickOf = (values: readonly unknown[], random: Random, named: readonly string[] = []): unknown => {
  const allowed = values.filter((value) => named.includes(String(value)));
  return random.pick(allowed.length > 0 ? allowed : values);
};

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.between(0, 15).toString(16)).join('');

export const inventId = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-7${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;

const inventText = (
  { pattern, format, maxLength = LONGEST }: Schema,
  random: Random,
  known: Known,
  name: string,
): string => {
  if (format === 'uuid') return known.ids.length > 0 && random.next() < 0.7 ? random.pick(known.ids) : inventId(random);
  if (format === 'uri') return `https://${hex(random, 8)}.example/v1`;
  const isAllowed = (one: string): boolean =>
    one.length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(one));
  const named = (known.texts[name] ?? []).map((text) => text.replace('*', () => hex(random, 8))).filter(isAllowed);
  if (named.length > 0 && random.next() < 0.8) return random.pick(named);
  const any = [...PLAUSIBLE, `some-${hex(random, 4)}`].filter(isAllowed);
  return any.length === 0 ? 'a' : random.pick(any);
};

const PLAUSIBLE = [
  '123456',
  'abcd-efgh-ijkl-mnop-qrst',
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00.000000Z',
  '0'.repeat(16),
  '0'.repeat(32),
  '0'.repeat(64),
  'work',
];

const edgeText = ({ minLength = 0, maxLength = LONGEST }: Schema, random: Random): string =>
  'x'.repeat(Math.min(LONGEST, Math.max(0, random.pick([minLength, maxLength, minLength - 1, maxLength + 1]))));

const inventNumber = ({ minimum = -1000, maximum = 1000 }: Schema, random: Random, edge: boolean): number => {
  if (edge) return random.pick([minimum, maximum, minimum - 1, maximum + 1, 0, -1]);
  return random.between(Math.max(minimum, -1000), Math.min(maximum, Math.max(minimum, 0) + 200));
};

const inventList = (
  { items = {}, minItems = 0, maxItems = MOST_ITEMS }: Schema,
  random: Random,
  known: Known,
  how: { name: string; edge: boolean },
): unknown[] => {
  const length = how.edge
    ? random.pick([minItems, maxItems, maxItems + 1])
    : random.between(minItems, Math.min(maxItems, MOST_ITEMS));
  return [...new Set(Array.from({ length }, () => invent(items, random, known, how)))];
};

const inventObject = (
  { properties = {}, required = [] }: Schema,
  random: Random,
  known: Known,
  edge: boolean,
): object =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name) || random.next() < 0.5)
      .map(([name, member]) => [name, invent(member, random, known, { name, edge })]),
  );
