/** An object without a prototype: a key like `__proto__` is a key in it like every other. */
export type Fields = Record<string, unknown>;

// NOTE: Object.create is typed as any
export const noFields = (): Fields => Object.create(null) as Fields;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
