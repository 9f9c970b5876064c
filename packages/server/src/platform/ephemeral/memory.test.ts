import { afterAll, expect, test } from 'vitest';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { systemClock } from '../clock/clock.ts';
import { createIds } from '../ids/uuid7.ts';
import { createMemory } from './memory.ts';
import { keepsTheContract } from './testing/contract.ts';

const parts = { makeId: createIds(systemClock), log: silentLog };
const memory = createMemory({ ...parts, clock: systemClock });
afterAll(() => memory.close());

keepsTheContract('memory', () => memory);

const clockAt = (start: number) => {
  let now = start;
  return { clock: { now: () => now, elapsed: () => now }, move: (by: number) => (now += by) };
};

test('memory holds no more than its bounds, and lets go of what was not used for longest', async () => {
  const { kv, size, close } = createMemory({ ...parts, clock: systemClock, bounds: { entries: 3, bytes: 10_000 } });
  for (const key of ['a', 'b', 'c']) await kv.set(key, key, { ttlMs: 60_000 });
  await kv.get('a');
  await kv.set('d', 'd', { ttlMs: 60_000 });
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => kv.get(key)))).toEqual(['a', undefined, 'c', 'd']);
  await kv.set('large', 'x'.repeat(4850), { ttlMs: 60_000 });
  expect(size()).toMatchObject({ entries: 1, evicted: 4 });
  await close();
});

test('what was deleted or is over leaves nothing behind', async () => {
  const { clock, move } = clockAt(1_000_000);
  const { kv, size, close } = createMemory({ ...parts, clock });
  for (let index = 0; index < 1000; index += 1) await kv.set(`k${index}`, 'v', { ttlMs: 1000 });
  for (let index = 0; index < 500; index += 1) await kv.delete(`k${index}`);
  expect(size().entries).toBe(500);
  move(1000);
  for (let index = 500; index < 1000; index += 1) expect(await kv.get(`k${index}`)).toBeUndefined();
  expect(size()).toMatchObject({ entries: 0, bytes: 0, evicted: 0 });
  await close();
});
