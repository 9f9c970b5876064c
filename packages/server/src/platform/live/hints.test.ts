import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { createHints, type HintsParts } from './hints.ts';

const ONE = '0198c0de-0000-7000-8000-000000000001' as WorkspaceId;
const OTHER = '0198c0de-0000-7000-8000-000000000002' as WorkspaceId;

/** Time that passes when a test says so. */
const setUp = (more: Partial<HintsParts> = {}) => {
  const told: string[] = [];
  let now = 0;
  let timers: { readonly at: number; readonly call: () => void }[] = [];
  const hints = createHints({
    publish: async (workspace, what) => void told.push(`${now} ${workspace === ONE ? 'one' : 'other'} ${what}`),
    clock: { elapsed: () => now },
    log: silentLog,
    after: (milliseconds, call) => {
      const timer = { at: now + milliseconds, call };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    ...more,
  });
  const goTo = (moment: number): void => {
    for (;;) {
      const next = timers.toSorted((left, right) => left.at - right.at)[0];
      if (next === undefined || next.at > moment) break;
      timers = timers.filter((timer) => timer !== next);
      now = next.at;
      next.call();
    }
    now = moment;
  };
  return { hints, told, goTo, timers: () => timers.length };
};

test('what moves once is told at once, and not again', () => {
  const { hints, told, goTo, timers } = setUp();
  hints.tell(ONE, 'mail');
  goTo(10_000);
  expect(told).toEqual(['0 one mail']);
  expect(timers()).toBe(0);
});

test('what moves all the time is told at once and then once a second, the last of it as well', () => {
  const { hints, told, goTo } = setUp();
  for (let moment = 0; moment <= 2_500; moment += 1) {
    goTo(moment);
    hints.tell(ONE, 'mail');
  }
  goTo(10_000);
  expect(told).toEqual(['0 one mail', '1000 one mail', '2000 one mail', '3000 one mail']);
});

test('after a second of rest it is told at once again', () => {
  const { hints, told, goTo } = setUp();
  hints.tell(ONE, 'mail');
  goTo(1_001);
  hints.tell(ONE, 'mail');
  expect(told).toEqual(['0 one mail', '1001 one mail']);
});

test('each workspace and each queue has a second of its own', () => {
  const { hints, told, goTo } = setUp();
  hints.tell(ONE, 'mail');
  goTo(300);
  hints.tell(OTHER, 'mail');
  hints.tell(ONE, 'import');
  hints.tell(ONE, 'mail');
  hints.tell(OTHER, 'mail');
  goTo(10_000);
  expect(told).toEqual(['0 one mail', '300 other mail', '300 one import', '1000 one mail', '1300 other mail']);
});

test('no more are kept in mind than said, and whoever makes room is not forgotten', () => {
  const { hints, told, goTo } = setUp({ most: 2 });
  for (const queue of ['a', 'a', 'b', 'c']) hints.tell(ONE, queue);
  expect(told).toEqual(['0 one a', '0 one b', '0 one c', '0 one a']);
  goTo(10_000);
  expect(told).toHaveLength(4);
});

test('when it closes it tells what it still had to tell, and waits until that is done', async () => {
  const gate = Promise.withResolvers<void>();
  const told: string[] = [];
  const { hints, timers } = setUp({
    publish: async (_workspace, what) => {
      await gate.promise;
      told.push(what);
    },
  });
  for (const queue of ['a', 'b', 'b']) hints.tell(ONE, queue);
  const closed = hints.close();
  gate.resolve();
  await closed;
  expect(told).toEqual(['a', 'b', 'b']);
  expect(timers()).toBe(0);
});

test('a hint that cannot be told is no reason to fail', async () => {
  const { hints } = setUp({ publish: () => Promise.reject(new Error('no bus')) });
  hints.tell(ONE, 'mail');
  await expect(hints.close()).resolves.toBeUndefined();
});
