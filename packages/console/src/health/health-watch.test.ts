import type { PartHealth, Readiness } from '@holdfast/protocol/process/readiness';
import { expect, it } from 'vitest';
import type { Check } from './check.ts';
import { CHECKS_KEPT, type HealthWatch, observe } from './health-watch.ts';
import { tallyOf, ticksOfPart, ticksOfWhole } from './tick.ts';

const part = (status: PartHealth['status']): PartHealth => ({
  status,
  detail: status === 'ok' ? '' : `it is ${status}`,
});

const answered = (at: number, status: Readiness['status'], parts: Readiness['parts']): Check => ({
  at,
  tookMs: 1,
  readiness: { status, parts },
});

const failed = (at: number): Check => ({ at, tookMs: 1, failure: new Error('gone') });

const watched = (...checks: Check[]): HealthWatch => {
  const [first, ...others] = checks;
  if (first === undefined) throw new Error('nothing was checked');
  return others.reduce<HealthWatch>((watch, check) => observe(watch, check), observe(undefined, first));
};

it('knows since when each part is as it is', () => {
  const watch = watched(
    answered(1, 'ok', { database: part('ok'), jobs: part('ok') }),
    answered(2, 'down', { database: part('down'), jobs: part('ok') }),
    answered(3, 'down', { database: part('down'), jobs: part('degraded') }),
  );
  expect(watch).toMatchObject({ since: 2, partsSince: { database: 2, jobs: 3 }, beganAt: 1 });
});

it('keeps the last known state while checks fail, and says since when they do', () => {
  const watch = watched(answered(1, 'ok', { database: part('ok') }), failed(2), failed(3));
  expect(watch.known).toMatchObject({ at: 1, readiness: { status: 'ok' } });
  expect(watch.failing).toMatchObject({ since: 2 });
  expect(watch.changes).toEqual([{ at: 2, part: undefined, from: 'ok', to: 'unknown', detail: '' }]);
});

it('tells the way back as well, and what changed in between', () => {
  const watch = watched(
    answered(1, 'ok', { database: part('ok'), files: part('ok') }),
    failed(2),
    answered(3, 'degraded', { database: part('degraded'), jobs: part('ok') }),
  );
  expect(watch.failing).toBeUndefined();
  expect(watch.changes.slice(0, -1)).toEqual([
    { at: 3, part: undefined, from: 'unknown', to: 'degraded', detail: '' },
    { at: 3, part: 'database', from: 'ok', to: 'degraded', detail: 'it is degraded' },
    { at: 3, part: 'files', from: 'ok', to: 'absent', detail: '' },
    { at: 3, part: 'jobs', from: 'absent', to: 'ok', detail: '' },
  ]);
});

it('has nothing to tell of a first answer, and of a first answer after failures only that it came', () => {
  expect(watched(answered(1, 'ok', { database: part('ok') })).changes).toEqual([]);
  expect(watched(failed(1), answered(2, 'ok', { database: part('ok') })).changes).toEqual([
    { at: 2, part: undefined, from: 'unknown', to: 'ok', detail: '' },
  ]);
});

it('forgets the oldest checks', () => {
  const checks = Array.from({ length: CHECKS_KEPT + 5 }, (_, at) => answered(at, 'ok', {}));
  expect(watched(...checks).checks.map(({ at }) => at)).toEqual(checks.slice(5).map(({ at }) => at));
});

it('makes ticks of the whole and of each part', () => {
  const { checks } = watched(answered(1, 'ok', { database: part('ok') }), failed(2), answered(3, 'ok', {}));
  expect(ticksOfPart(checks, 'database').map(({ state }) => state)).toEqual(['ok', 'unknown', 'absent']);
  expect(tallyOf(ticksOfWhole(checks))).toBe('2 ok, 1 unknown');
});
