import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pause } from './pause.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([2 ** 31, 2_147_484_000, Number.POSITIVE_INFINITY])('waits for %d ms, which no timer can hold', async (ms) => {
  const over = vi.fn<() => void>();
  const enough = new AbortController();
  const waiting = pause(ms, enough.signal).then(over);
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect(over).not.toHaveBeenCalled();
  enough.abort();
  await waiting;
  expect(over).toHaveBeenCalledOnce();
});

it('is over at once when it was given up before', async () => {
  await expect(pause(60_000, AbortSignal.abort())).resolves.toBeUndefined();
});
