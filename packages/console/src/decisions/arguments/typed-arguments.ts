type Arguments = Record<string, unknown>;

export type TypedArguments =
  | { readonly isValid: true; readonly value: Arguments }
  | { readonly isValid: false; readonly why: string };

const no = (why: string): TypedArguments => ({ isValid: false, why });

const roundedIn = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const rounded = roundedIn(inner);
    if (rounded !== undefined) return rounded;
  }
  return undefined;
};

/** What somebody typed as arguments, or why it cannot be some. */
export const readTyped = (text: string): TypedArguments => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return no(`This is not JSON yet: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return no('Arguments are an object: { "name": value }.');
  const rounded = roundedIn(value);
  if (rounded !== undefined)
    return no(`${rounded} is larger than a number of JSON can say exactly. Write it as a text, in quotes.`);
  // what JSON has as an object is a record of names
  return { isValid: true, value: value as Arguments };
};

export const writtenOut = (value: Arguments): string => JSON.stringify(value, null, 2);
