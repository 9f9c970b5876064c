import { useState } from 'react';
import { follow, type Pace, type Reading, timeLeft } from './pace.ts';
import { nextStep, type Step } from './time-left-words.ts';

interface Followed {
  readonly pace: Pace;
  readonly step: Step | undefined;
}

const after = (before: Followed, reading: Reading, total: number | null, toldMs: number | undefined): Followed => {
  const pace = follow(before.pace, reading);
  const left = toldMs ?? (total === null ? undefined : timeLeft(pace, total));
  return { pace, step: left === undefined ? undefined : nextStep(before.step, left) };
};

/** Follows a piece of work from one reading to the next. `toldMs` is the time left as whoever does it reckons, who knows better. */
export const usePace = (reading: Reading, total: number | null, toldMs?: number): Followed => {
  const [followed, setFollowed] = useState(() => after({ pace: [], step: undefined }, reading, total, toldMs));
  if (followed.pace.at(-1)?.at === reading.at) return followed;
  const next = after(followed, reading, total, toldMs);
  setFollowed(next);
  return next;
};
