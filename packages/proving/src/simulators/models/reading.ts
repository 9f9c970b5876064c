/** Reads JSON of strangers without believing that anything is there. */
export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Text, or parts of which some are text. */
export const contentOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : listOf(value)
        .map(({ text }) => stringOf(text))
        .join('');

export const bearerOf = (header: string | undefined): string | undefined => /^Bearer (.+)$/i.exec(header ?? '')?.[1];

/** A constant: no answer may depend on when it was given. */
export const CREATED = 1_767_225_600;
