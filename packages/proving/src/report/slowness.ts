import type { Calibration } from './calibrate.ts';

/** So many times slower than usual is no noise of the machine, and figures taken then are worth little. */
const FAR = 2;

interface Trait {
  readonly name: string;
  /** How many times slower a is than b. */
  readonly times: (a: Calibration, b: Calibration) => number;
}

const TRAITS: readonly Trait[] = [
  { name: 'SHA-256', times: (a, b) => b.sha256_mb_per_s / a.sha256_mb_per_s },
  { name: 'fsync', times: (a, b) => b.fsync_per_s / a.fsync_per_s },
  { name: 'loopback', times: (a, b) => a.loopback_round_trip_us / b.loopback_round_trip_us },
];

const FEWEST_RUNS = 3;

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** What to keep in mind when the machine was far slower than in most of its runs before. */
export const slownessInWords = (now: Calibration, before: readonly Calibration[]): string | undefined => {
  if (before.length < FEWEST_RUNS) return undefined;
  const slower = TRAITS.flatMap(({ name, times }) => {
    const usual = middle(before.map((each) => times(now, each)));
    return usual < FAR ? [] : [`${name} ${usual.toFixed(1)} times slower`];
  });
  if (slower.length === 0) return undefined;
  return (
    `The machine was busy: ${slower.join(', ')} than usual here. Read its figures so, and what took too long; ` +
    'run it again when the machine is quiet.'
  );
};
