import type { Timestamp } from '@holdfast/protocol/time';

/** Microseconds since 1970, of which a JavaScript Date would lose three digits. */
export const timestampOf = (microseconds: bigint | number): Timestamp => {
  const whole = BigInt(microseconds);
  const digits = String(whole % 1_000n).padStart(3, '0');
  return new Date(Number(whole / 1_000n)).toISOString().replace('Z', `${digits}Z`) as Timestamp;
};

/** An instant of a query, with whatever offset it was written. */
export const microsecondsOf = (instant: string): number => {
  const [, fraction = ''] = /\.(\d+)/.exec(instant) ?? [];
  const beyond = Number(fraction.padEnd(6, '0').slice(3, 6));
  return Date.parse(instant) * 1_000 + beyond;
};
