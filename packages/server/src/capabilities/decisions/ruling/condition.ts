import type { Priority } from '@holdfast/protocol/decisions/decision';
import type { Condition } from '@holdfast/protocol/decisions/rules';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { JsonObject } from '@holdfast/protocol/json';
import { nameOf } from '@holdfast/protocol/json-pointer';

/** What conditions look at of what is asked for. What the asker says of itself is not among it. */
export interface Looked {
  readonly arguments: JsonObject;
  readonly priority: Priority;
  readonly asker: PrincipalId | undefined;
}

/** Whatever the arguments are: what is not there, or of another type, does not fit. */
export const fitsCondition = (condition: Condition, looked: Looked): boolean => {
  const found = valueAt(condition.pointer, looked);
  if (condition.op === 'exists') return (found !== undefined) === condition.value;
  return found !== undefined && compare(condition, found);
};

const compare = (condition: Exclude<Condition, { op: 'exists' }>, found: unknown): boolean => {
  switch (condition.op) {
    case 'eq':
      return found === condition.value;
    case 'ne':
      return found !== condition.value;
    case 'in':
      return condition.value.some((value) => found === value);
    case 'prefix':
      return typeof found === 'string' && found.startsWith(condition.value);
    default:
      return typeof found === 'number' && ORDER[condition.op](found, condition.value);
  }
};

const ORDER: Readonly<Record<'lt' | 'lte' | 'gt' | 'gte', (one: number, other: number) => boolean>> = {
  lt: (one, other) => one < other,
  lte: (one, other) => one <= other,
  gt: (one, other) => one > other,
  gte: (one, other) => one >= other,
};

const INDEX = /^(?:0|[1-9]\d*)$/;

/** By a JSON pointer (RFC 6901), what is own and nothing that every object has. Undefined where there is nothing. */
const valueAt = (pointer: string, looked: Looked): unknown => {
  let value: unknown = looked;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const key = nameOf(step);
    if (Array.isArray(value) && !INDEX.test(key)) return undefined;
    if (!Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
};
