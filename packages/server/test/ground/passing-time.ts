import { beforeEach } from 'vitest';
import type { TestSystem } from './system.ts';

/** Lets time pass for the server and its database, from what it is when each test begins. */
export const usePassingTime = (system: TestSystem): ((seconds: number) => Promise<void>) => {
  let shifted = 0;
  beforeEach(async () => {
    shifted = 0;
    await system.overrides.shiftClocks(0);
  });
  return async (seconds) => {
    shifted += seconds * 1000;
    await system.overrides.shiftClocks(shifted);
  };
};
