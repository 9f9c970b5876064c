import type { Trier } from './guards.ts';
import type { Tries } from './tries.ts';

/** What failed before it could be wrong was no try: nobody was looked at, or the password was right and something else stood against it. */
export const orGiveBack = async <Value>(tries: Tries, trier: Trier, work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work();
  } catch (error) {
    await tries.giveBack(trier);
    throw error;
  }
};
