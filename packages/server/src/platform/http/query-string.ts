import type { z } from 'zod';

type Kind = 'number' | 'boolean' | 'array' | 'text';

/** A query string knows text only; schemas say numbers, booleans and lists. Text that does not fit is left for the schema to refuse. */
export const queryReader = (
  schema: z.ZodObject,
): ((raw: Readonly<Record<string, unknown>>) => Record<string, unknown>) => {
  const kinds = new Map(Object.entries(schema.shape).map(([name, field]) => [name, kindOf(field as z.ZodType)]));
  return (raw) =>
    Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, convert(kinds.get(name) ?? 'text', value)]));
};

const kindOf = (field: z.ZodType): Kind => {
  const definition = field.def as { type: string; innerType?: z.ZodType };
  if (definition.innerType !== undefined) return kindOf(definition.innerType);
  return definition.type === 'number' || definition.type === 'boolean' || definition.type === 'array'
    ? definition.type
    : 'text';
};

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

const convert = (kind: Kind, value: unknown): unknown => {
  if (kind === 'array') return Array.isArray(value) ? value : [value];
  if (typeof value !== 'string') return value;
  if (kind === 'number' && NUMBER.test(value)) return Number(value);
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
};
