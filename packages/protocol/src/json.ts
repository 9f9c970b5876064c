import { z } from 'zod';

/** A JSON object. What is in it is the sender's affair. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whoever walks through it may do so by recursion. */
export const DEEPEST_JSON = 32;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const isWithin = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isWithin(member, levels - 1));
};

// z.record would leave a key out, and looks at every value; what else may stand in it is judged where its size is
export const JsonObject = z
  .unknown()
  .refine(isObject, { error: 'must be a JSON object', abort: true })
  .refine((value) => isWithin(value, DEEPEST_JSON), { error: `must be at most ${DEEPEST_JSON} levels deep` })
  .meta({ type: 'object' }) as unknown as z.ZodType<JsonObject, JsonObject>;
