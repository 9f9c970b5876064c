import { took } from './took.ts';

const MILLISECOND = 1e6;

const digits = (value: number): string =>
  value < 10 ? value.toFixed(1).replace(/\.0$/u, '') : String(Math.round(value));

/** How long something took, from nanoseconds: `840 ns`, `12 µs`, `3.4 ms`, `1.9 s`. */
export const durationOf = (ns: number): string => {
  if (ns < 1_000) return `${Math.max(0, Math.round(ns))} ns`;
  if (ns < 999_500) return `${digits(ns / 1_000)} µs`;
  return ns < 100 * MILLISECOND ? `${digits(ns / MILLISECOND)} ms` : took(ns / MILLISECOND);
};

const MINUTE = 60_000 * MILLISECOND;

/** The same with both units where it is minutes or hours: `4 min 12 s`. */
export const durationInFull = (ns: number): string => {
  if (ns < MINUTE) return durationOf(ns);
  const seconds = Math.round(ns / 1_000 / MILLISECOND);
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
};
