import { z } from 'zod';

/** A JSON object. What is in it is the sender's affair. */
export type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

// z.record would leave a key out, and looks at every value; what may stand in it is judged where its size is
export const JsonObject = z
  .unknown()
  .refine(isObject, { error: 'must be a JSON object' })
  .meta({ type: 'object' }) as unknown as z.ZodType<JsonObject, JsonObject>;
