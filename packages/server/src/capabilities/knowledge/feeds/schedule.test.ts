import { expect, it } from 'vitest';
import { Failure } from '../../../platform/failure.ts';
import { nextPullAfter, refuseSchedule } from './schedule.ts';

const MINUTE = 60_000;
const at = (time: string): number => Date.parse(`2026-11-22T${time}:00Z`);

it('a pace is kept from the time that was due, however late it is kept', () => {
  const every = { every_minutes: 15 };
  const next = (due: number, now: number) => nextPullAfter(every, { due, now });
  expect(next(at('10:00'), at('10:00'))).toBe(at('10:15'));
  expect(next(at('10:00'), at('10:00') + 9_999)).toBe(at('10:15'));
  expect(next(at('10:00'), at('10:15'))).toBe(at('10:30'));
  expect(next(at('10:00'), at('13:07'))).toBe(at('13:15'));
});

it('a clock that went back brings no time that has been', () => {
  expect(nextPullAfter({ every_minutes: 5 }, { due: at('10:00'), now: at('09:00') })).toBe(at('10:05'));
});

it('a cron expression comes next after now, in UTC', () => {
  expect(nextPullAfter({ cron: '30 6 * * *' }, { due: at('06:30'), now: at('06:30') + MINUTE })).toBe(
    Date.parse('2026-11-23T06:30:00Z'),
  );
});

it('what comes too often, or never, is refused by its field', () => {
  const wrongOf = (cron: string): unknown => {
    try {
      refuseSchedule({ cron }, at('10:00'));
      return undefined;
    } catch (error) {
      return error instanceof Failure ? error.details.fields?.[0] : error;
    }
  };
  for (const cron of ['*/4 * * * *', '0,3 * * * *', '57,0 * * * *', '0 0 30 2 *', '* * * *', '60 * * * *', 'x'])
    expect([cron, wrongOf(cron)]).toMatchObject([cron, { pointer: '/body/schedule/cron', code: 'cron' }]);
  for (const cron of ['*/5 * * * *', '0 0 29 2 *', '0,30 6-9 * * 1-5'])
    expect([cron, wrongOf(cron)]).toEqual([cron, undefined]);
});
