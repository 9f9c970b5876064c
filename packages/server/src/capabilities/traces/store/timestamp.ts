import type { Timestamp } from '@holdfast/protocol/time';

const US_PER_SECOND = 1_000_000n;

/** What is written together lies within the same seconds, and writing one out takes longer than everything else here. */
let last = { second: -1n, text: '' };

/** Microseconds since 1970, of which a JavaScript Date would lose three digits. */
export const timestampOfUs = (microseconds: bigint | number): Timestamp => {
  const whole = BigInt(microseconds);
  const second = whole / US_PER_SECOND;
  if (second !== last.second) last = { second, text: new Date(Number(second) * 1_000).toISOString().slice(0, -4) };
  return `${last.text}${String(whole % US_PER_SECOND).padStart(6, '0')}Z` as Timestamp;
};

/** An instant of a query, with whatever offset it was written. */
export const microsecondsOf = (instant: string): number => {
  const [, fraction = ''] = /\.(\d+)/.exec(instant) ?? [];
  const beyond = Number(fraction.padEnd(6, '0').slice(3, 6));
  return Date.parse(instant) * 1_000 + beyond;
};
