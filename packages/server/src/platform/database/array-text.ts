/**
 * Arrays as the database writes them. The driver would write them as well, of a thousand texts by four thousand pieces of text that
 * somebody has to collect: for rows by the thousand that is half of what they take.
 */
export const textArray = (values: readonly (string | null)[]): string => {
  if (values.length === 0) return '{}';
  if (values.includes(null)) return plainArray(values.map((value) => (value === null ? null : `"${escaped(value)}"`)));
  // none of them is null
  return `{"${(values as readonly string[]).map(escaped).join('","')}"}`;
};

/** Of what needs no quotes, such as numbers and ids. */
export const plainArray = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'null').join(',')}}`;

const SPECIAL = /["\\]/;
const EACH_SPECIAL = /["\\]/g;

const escaped = (text: string): string => (SPECIAL.test(text) ? text.replace(EACH_SPECIAL, String.raw`\$&`) : text);
