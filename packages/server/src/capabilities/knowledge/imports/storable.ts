/** What stands for a NUL, which the database does not store. */
const NUL_SHOWN = '\u2400';

/** What somebody wrote, as the database can store it: a NUL becomes its picture, half of a surrogate pair U+FFFD. */
export const storableText = (text: string): string => text.replaceAll('\u0000', NUL_SHOWN).toWellFormed();

export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part));
