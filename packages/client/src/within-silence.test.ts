import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withinSilence } from './within-silence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([2 ** 31, 2_147_484_000, Number.POSITIVE_INFINITY])(
  '%d ms, which no timer can hold, are not over at once',
  async (ms) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const silence = withinSilence(promise, ms);
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    resolve('something came');
    expect(await silence).toBe('something came');
  },
);

it('is over when nothing came', async () => {
  const silence = withinSilence(new Promise(() => {}), 1000);
  const refused = expect(silence).rejects.toThrow('The stream was silent for 1 s.');
  await vi.advanceTimersByTimeAsync(1000);
  await refused;
});
