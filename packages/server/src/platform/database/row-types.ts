import pg from 'pg';

const { builtins, getTypeParser } = pg.types;

/** `2026-11-21 10:54:00.123+00` as the database writes it, to RFC 3339 with all six digits. */
export const toTimestamp = (text: string): string => {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (match === null) throw new RangeError(`The database wrote a time that is not in UTC: ${text}`);
  const [, day = '', time = '', fraction = ''] = match;
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
};

const toCount = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The number ${text} is too large to be exact`);
  return value;
};

const ours = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, toTimestamp],
  [builtins.INT8, toCount],
]);

type ParserOf = (oid: number, format?: 'text' | 'binary') => (text: string) => unknown;

/** Times stay text: a JavaScript Date would lose microseconds, and pages by time would repeat for ever. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : ours.get(oid)) ?? (getTypeParser as ParserOf)(oid, format),
};
