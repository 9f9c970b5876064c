import type { Timestamp } from '@holdfast/protocol/time';

/** Microseconds since 1970, which no Date holds. */
export const microsecondsOf = (time: Timestamp): bigint =>
  BigInt(Date.parse(`${time.slice(0, 23)}Z`)) * 1000n + BigInt(time.slice(23, 26));

/** As it stands on the wire. */
export const timestampOf = (microseconds: bigint): Timestamp => {
  const milliseconds = new Date(Number(microseconds / 1000n)).toISOString().slice(0, 23);
  // six digits and a Z, as the form demands
  return `${milliseconds}${String(microseconds % 1000n).padStart(3, '0')}Z` as Timestamp;
};
