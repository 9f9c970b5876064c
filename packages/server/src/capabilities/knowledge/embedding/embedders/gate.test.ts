import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EmbedderFailure } from './embedder-failure.ts';
import { createGate } from './gate.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const signal = new AbortController().signal;
const busy = (retryAfterMs?: number) => new EmbedderFailure('busy', 'Too much.', { retryAfterMs });
const away = () => new EmbedderFailure('away', 'Nothing.');

/** An embedder that is asked through a gate; who is under way ends when the test says so. */
const opened = (stated: number) => {
  const gate = createGate({ clock: { elapsed: () => performance.now() }, jitter: () => 1 }, stated);
  const underWay: { end(failure?: Error): Promise<void> }[] = [];
  const ask = (): Promise<string> => {
    const answer = gate.run(() => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      underWay.push({
        async end(failure) {
          if (failure === undefined) resolve('vectors');
          else reject(failure);
          await vi.advanceTimersByTimeAsync(0);
        },
      });
      return promise;
    }, signal);
    answer.catch(() => {});
    return answer;
  };
  const askMany = async (count: number): Promise<void> => {
    for (let nth = 0; nth < count; nth += 1) void ask();
    await vi.advanceTimersByTimeAsync(0);
  };
  const endAll = async (failure?: Error): Promise<void> => {
    for (const one of underWay.splice(0)) await one.end(failure);
  };
  return { gate, underWay, ask, askMany, endAll };
};

test('as many as were stated go at once, and each that ends lets another in', async () => {
  const { underWay, askMany } = opened(3);
  await askMany(5);
  expect(underWay).toHaveLength(3);
  await underWay[0]?.end();
  expect(underWay).toHaveLength(4);
});

test('after a failure nobody is let in for as long as was asked for, then one, then half, then one more each round', async () => {
  const { underWay, askMany, endAll, gate } = opened(4);
  await askMany(20);
  await endAll(busy(2_000));
  expect(underWay).toHaveLength(0);
  expect(gate.closedForMs).toBe(2_000);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(underWay).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(underWay).toHaveLength(1);
  await endAll();
  expect(underWay).toHaveLength(2);
  await endAll();
  expect(underWay).toHaveLength(3);
  await endAll();
  expect(underWay).toHaveLength(4);
});

test('failures of those that were under way together count once', async () => {
  const { underWay, askMany, endAll, gate } = opened(4);
  await askMany(8);
  await endAll(away());
  expect(gate.closedForMs).toBeCloseTo(500);
  await vi.advanceTimersByTimeAsync(500);
  expect(underWay).toHaveLength(1);
});

test('the pause doubles with each failure, to a minute', async () => {
  const { askMany, endAll, gate } = opened(1);
  const pauses: number[] = [];
  await askMany(12);
  for (let nth = 0; nth < 10; nth += 1) {
    await endAll(away());
    pauses.push(Math.round(gate.closedForMs));
    await vi.advanceTimersByTimeAsync(gate.closedForMs);
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test('a Retry-After that is heard late counts as well', async () => {
  const { underWay, askMany, gate } = opened(2);
  await askMany(2);
  await underWay[0]?.end(busy(1_000));
  await underWay[1]?.end(busy(5_000));
  expect(gate.closedForMs).toBe(5_000);
});

test('what a text is refused for closes nothing, and who refuses us is left alone for a minute', async () => {
  const { underWay, askMany, endAll, gate } = opened(2);
  await askMany(4);
  await endAll(new EmbedderFailure('refuses_texts', 'Bad.'));
  expect([gate.closedForMs, underWay.length]).toEqual([0, 2]);
  await endAll(new EmbedderFailure('refuses_us', 'Who are you?'));
  expect(gate.closedForMs).toBe(60_000);
});

test('whoever gives up waiting leaves the line', async () => {
  const { gate, underWay, askMany } = opened(1);
  await askMany(1);
  const leaving = new AbortController();
  const left = gate.run(async () => 'never', leaving.signal);
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  await expect(gate.run(async () => 'never', leaving.signal)).rejects.toThrow('gone');
  await askMany(1);
  await underWay[0]?.end();
  expect(underWay).toHaveLength(2);
});

test('somebody who is waited for passes without a place, and tells the gate how it went', async () => {
  const { gate, underWay, askMany } = opened(1);
  await askMany(1);
  await expect(gate.pass(async () => 'vector')).resolves.toBe('vector');
  await expect(gate.pass(() => Promise.reject(away()))).rejects.toThrow('Nothing.');
  expect(gate.closedForMs).toBeGreaterThan(0);
  expect(underWay).toHaveLength(1);
});

test('another number of places counts at once', async () => {
  const { gate, underWay, askMany } = opened(1);
  await askMany(4);
  gate.setMost(3);
  await vi.advanceTimersByTimeAsync(0);
  expect(underWay).toHaveLength(3);
  gate.setMost(1);
  await underWay[0]?.end();
  expect(underWay).toHaveLength(3);
});
