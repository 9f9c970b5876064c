export type Scalar = string | number | boolean | null;

const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;

const quoted = (text: string): string | undefined => {
  if (!/^".*"$/su.test(text)) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'string' ? read : undefined;
  } catch {
    // what only looks quoted is a text with quotes
    return undefined;
  }
};

/** What somebody typed as a value: a number, true, false or null where it is written so, else a text. In quotes it is a text. */
export const typedValue = (typed: string): Scalar => {
  const text = typed.trim();
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (NUMBER.test(text)) return Number(text);
  return quoted(text) ?? text;
};

/** The same the other way round: what is typed so is read so. */
export const writtenValue = (value: Scalar): string => {
  const plain = String(value);
  if (typeof value !== 'string') return plain;
  return typedValue(plain) === value ? plain : JSON.stringify(value);
};

const SEPARATOR = ',';

/** Values with commas between them. */
export const typedValues = (typed: string): readonly Scalar[] => {
  const parts = typed.match(/\s*"(?:[^"\\]|\\.)*"\s*(?=,|$)|[^,]+/gu) ?? [];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(typedValue);
};

export const writtenValues = (values: readonly Scalar[]): string =>
  values
    .map((value) => {
      const written = writtenValue(value);
      return written.includes(SEPARATOR) && typeof value === 'string' ? JSON.stringify(value) : written;
    })
    .join(', ');
