/**
 * JSON in the one form of RFC 8785: keys in the order of their UTF-16 code units, numbers and text as JavaScript writes them,
 * no white space. Equal values have equal text, and so one hash.
 */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const of = value as Readonly<Record<string, unknown>>;
  const members = Object.keys(of)
    .toSorted(byCodeUnits)
    .map((key) => `${JSON.stringify(key)}:${canonical(of[key])}`);
  return `{${members.join(',')}}`;
};

const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
