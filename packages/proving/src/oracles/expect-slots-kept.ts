import type { HeldSlot } from '../probe/values.ts';
import { expectThat } from './expect-that.ts';

/** How many held a slot in the busiest moment. Who leaves makes room for who comes in the same millisecond. */
export const mostAtOnce = (held: readonly HeldSlot[]): number => {
  const steps = held.flatMap(({ from_ms, to_ms }) => [
    { at: from_ms, by: 1 },
    { at: to_ms, by: -1 },
  ]);
  let now = 0;
  let most = 0;
  for (const { by } of steps.toSorted((one, other) => one.at - other.at || one.by - other.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
};

/** Never did more than the limit hold a slot at once. */
export const expectSlotsKept = (held: readonly HeldSlot[], limit: number): void => {
  const most = mostAtOnce(held);
  expectThat(most <= limit, 'never do more hold a slot at once than the limit says', { most, limit });
};
