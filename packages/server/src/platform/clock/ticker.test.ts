import { expect, test } from 'vitest';
import { createTicker } from './ticker.ts';

const setUp = (waitMs: number | undefined) => {
  const gates: PromiseWithResolvers<void>[] = [];
  const ticker = createTicker(async () => {
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
    return waitMs;
  });
  return { ticker, gates };
};

test('whoever asks while it runs has it run once more, and never twice at a time', async () => {
  const { ticker, gates } = setUp(undefined);
  for (let asked = 0; asked < 3; asked += 1) ticker.now();
  expect(gates).toHaveLength(1);
  gates[0]?.resolve();
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.resolve();
  await ticker.stop();
  expect(gates).toHaveLength(2);
});

test('it comes again after the time that it says, and after the time that somebody says', async () => {
  const { ticker, gates } = setUp(1);
  ticker.within(1);
  await expect.poll(() => gates.length).toBe(1);
  gates[0]?.resolve();
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.resolve();
  await ticker.stop();
});

test('stopping waits for the end of what runs, and afterwards nobody starts it', async () => {
  const { ticker, gates } = setUp(0);
  ticker.now();
  let isStopped = false;
  const stopping = ticker.stop().then(() => (isStopped = true));
  await Promise.resolve();
  expect(isStopped).toBe(false);
  gates[0]?.resolve();
  await stopping;
  ticker.now();
  expect(gates).toHaveLength(1);
});
