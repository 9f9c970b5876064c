import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { expect, test } from 'vitest';
import { createHealth, OK, type Health } from './health.ts';

const degraded: PartHealth = { status: 'degraded', detail: 'Slow.' };
const down: PartHealth = { status: 'down', detail: 'Gone.' };

const startedHealth = (...onChange: Parameters<typeof createHealth>): Health => {
  const health = createHealth(...onChange);
  health.started();
  return health;
};

test('a node that starts says so until everything is open, and without parts it is well then', async () => {
  const health = createHealth();
  expect(await health.read()).toEqual({ status: 'starting', parts: {} });
  health.started();
  expect(await health.read()).toEqual({ status: 'ok', parts: {} });
});

test.each([
  [[OK, OK], 'ok'],
  [[OK, degraded], 'degraded'],
  [[degraded, down, OK], 'down'],
] as const)('%j together are %s', async (parts, status) => {
  const health = startedHealth();
  for (const [index, part] of parts.entries()) health.add(`part ${index}`, () => part);
  expect(await health.read()).toEqual({
    status,
    parts: Object.fromEntries(parts.map((part, index) => [`part ${index}`, part])),
  });
});

test('a part whose check does not answer in time is down, and holds nobody up for long', async () => {
  const health = startedHealth();
  health.add('slow', () => new Promise(() => {}));
  health.add('other', () => OK);
  const since = performance.now();
  expect(await health.read()).toEqual({
    status: 'down',
    parts: {
      slow: { status: 'down', detail: 'The slow did not answer a health check within 1.5 seconds.' },
      other: OK,
    },
  });
  expect(performance.now() - since).toBeLessThan(2500);
});

test.each([
  [
    'throws',
    () => {
      throw new Error('secret words');
    },
  ],
  ['rejects', () => Promise.reject(new Error('secret words'))],
])('a part whose check %s is down, and its words stay inside', async (_how, check) => {
  const health = startedHealth();
  health.add('odd', check);
  const read = await health.read();
  expect(read).toMatchObject({
    status: 'down',
    parts: { odd: { status: 'down', detail: 'The health check of the odd failed.' } },
  });
  expect(JSON.stringify(read)).not.toContain('secret words');
});

test('a change is told once, also when several look at once', async () => {
  const told: string[] = [];
  const health = startedHealth((part, { status }) => told.push(`${part} ${status}`));
  let now: PartHealth = OK;
  health.add('database', async () => now);
  const look = () => Promise.all([health.read(), health.read(), health.read()]);
  await look();
  now = down;
  await look();
  await look();
  now = OK;
  await look();
  expect(told).toEqual(['database down', 'database ok']);
});

test('a node on its way out says draining, whatever its parts are', async () => {
  const health = startedHealth();
  health.add('database', () => down);
  expect(health.draining).toBe(false);
  health.drain();
  expect(health.draining).toBe(true);
  expect(await health.read()).toEqual({ status: 'draining', parts: { database: down } });
});
