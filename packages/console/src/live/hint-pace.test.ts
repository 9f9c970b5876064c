import { expect, it } from 'vitest';
import { createHintPace } from './hint-pace.ts';
import { manualTimers, settle } from './testing/manual-timers.ts';

const setUp = (look: () => Promise<void> = async () => {}) => {
  const timers = manualTimers();
  const looks: number[] = [];
  const hint = createHintPace(
    () => {
      looks.push(timers.now());
      return look();
    },
    1_000,
    timers,
  );
  return { timers, looks, hint };
};

it('looks at once at the first hint, and once more after the last', async () => {
  const { timers, looks, hint } = setUp();
  for (let hints = 0; hints < 25; hints += 1) {
    hint();
    await timers.pass(100);
  }
  await timers.pass(60_000);
  expect(looks).toEqual([0, 1_000, 2_000, 3_000]);
});

it('waits for a look that takes long, and does not cut it off', async () => {
  let { promise, resolve } = Promise.withResolvers<void>();
  const { timers, looks, hint } = setUp(() => promise);
  hint();
  hint();
  await timers.pass(5_000);
  expect(looks).toEqual([0]);
  const end = resolve;
  ({ promise, resolve } = Promise.withResolvers<void>());
  end();
  await settle();
  expect(looks).toEqual([0, 5_000]);
  resolve();
});
