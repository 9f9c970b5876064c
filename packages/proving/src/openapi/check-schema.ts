import type { Schema } from './description.ts';

export type Schemas = Readonly<Record<string, Schema>>;

/** What is wrong with a value, as sentences with the place; none when it is as described. Ours, and not what the server uses. */
export const checkSchema = (schema: Schema, value: unknown, schemas: Schemas, place = 'the body'): string[] => {
  if (schema.$ref !== undefined) {
    const named = schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named === undefined ? [`${place} refers to nothing`] : checkSchema(named, value, schemas, place);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    const fits = choices.some((choice) => checkSchema(choice, value, schemas, place).length === 0);
    return fits ? [] : [`${place} is none of what it may be`];
  }
  if ('const' in schema && value !== schema.const) return [`${place} is not ${JSON.stringify(schema.const)}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${place} is none of its values`];
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) return [`${place} is no ${types.join(' or ')}`];
  if (typeof value === 'string') return checkText(schema, value, place);
  if (typeof value === 'number') return checkNumber(schema, value, place);
  if (Array.isArray(value)) return checkList(schema, value, schemas, place);
  return isObject(value) ? checkObject(schema, value, schemas, place) : [];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOfType = (type: string, value: unknown): boolean => {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
};

const checkText = (
  { minLength = 0, maxLength = Infinity, pattern }: Schema,
  value: string,
  place: string,
): string[] => {
  // JSON Schema counts characters, not halves of them
  const length = Array.from(value).length;
  if (length < minLength || length > maxLength) return [`${place} has ${length} characters`];
  return pattern === undefined || new RegExp(pattern, 'u').test(value) ? [] : [`${place} does not match its pattern`];
};

const checkNumber = ({ minimum = -Infinity, maximum = Infinity }: Schema, value: number, place: string): string[] =>
  value >= minimum && value <= maximum ? [] : [`${place} is ${value}`];

const checkList = (
  { items, minItems = 0, maxItems = Infinity }: Schema,
  value: readonly unknown[],
  schemas: Schemas,
  place: string,
): string[] => {
  if (value.length < minItems || value.length > maxItems) return [`${place} has ${value.length} items`];
  return items === undefined ? [] : value.flatMap((item, at) => checkSchema(items, item, schemas, `${place}[${at}]`));
};

const checkObject = (
  { properties = {}, required = [], additionalProperties = true }: Schema,
  value: Readonly<Record<string, unknown>>,
  schemas: Schemas,
  place: string,
): string[] => [
  ...required.filter((name) => !(name in value)).map((name) => `${place}.${name} is missing`),
  ...Object.entries(value).flatMap(([name, member]) => {
    const described = properties[name] ?? additionalProperties;
    if (described === true) return [];
    return described === false
      ? [`${place}.${name} is not described`]
      : checkSchema(described, member, schemas, `${place}.${name}`);
  }),
];
