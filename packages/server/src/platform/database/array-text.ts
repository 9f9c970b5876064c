/** An array of texts as the database writes it. It reads one that stands among other texts as well. */
export const arrayText = (values: readonly string[]): string =>
  values.length === 0 ? '{}' : `{"${values.map(escaped).join('","')}"}`;

const SPECIAL = /["\\]/;
const EACH_SPECIAL = /["\\]/g;

const escaped = (text: string): string => (SPECIAL.test(text) ? text.replace(EACH_SPECIAL, String.raw`\$&`) : text);
