import type { PatchPlace } from '@holdfast/protocol/workflows/workflow';
import { Timestamp } from '@holdfast/protocol/time';

/** Before every patch of this moment. */
export const startOf = (time: Timestamp): PatchPlace => ({ time, node: '', sequence: -1 });

/** Behind every patch of this moment: names of nodes end before DEL. */
export const endOf = (time: Timestamp): PatchPlace => ({ time, node: '\u007f', sequence: Number.MAX_SAFE_INTEGER });

/** Before and behind every patch: no moment that is taken is as early or as late. */
export const START = startOf('1970-01-01T00:00:00.000000Z' as Timestamp);
export const END = endOf('9999-12-30T00:00:00.000000Z' as Timestamp);

/** A moment with any offset as the database writes it, to the microsecond. */
export const toUtc = (moment: string): Timestamp => {
  const fraction = /\.(\d+)/.exec(moment)?.[1] ?? '';
  const whole = new Date(moment.replace(/\.\d+/, ''));
  return Timestamp.parse(whole.toISOString().replace('.000Z', `.${fraction.padEnd(6, '0')}Z`));
};

export const isSamePlace = (one: PatchPlace, other: PatchPlace): boolean =>
  one.time === other.time && one.node === other.node && one.sequence === other.sequence;
