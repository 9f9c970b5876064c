import { expect, test } from 'vitest';
import { closingLine, skippedLines } from './tally.ts';
import { tallyRun } from './tally-run.ts';

const counted = (state: string, note?: string, mode = 'run') => ({
  fullName: `a ${state} test`,
  options: { mode },
  result: () => ({ state, note }),
});

const moduleOf = (tests: ReturnType<typeof counted>[], errors: unknown[] = []) => ({
  moduleId: 'some.test.ts',
  children: { allTests: () => tests },
  errors: () => errors,
});

test('counts each test once', () => {
  const tally = tallyRun([moduleOf([counted('passed'), counted('passed'), counted('failed')])], []);
  expect(closingLine(tally)).toBe('2 passed, 1 failed, 0 skipped');
});

test('a file that cannot be loaded and an error outside of tests are failures', () => {
  const tally = tallyRun([moduleOf([], [new Error('no such module')])], [new Error('unhandled')]);
  expect(closingLine(tally)).toBe('0 passed, 2 failed, 0 skipped');
});

test('skipped tests are listed by reason', () => {
  const tally = tallyRun(
    [
      moduleOf([
        counted('skipped', 'no Redis'),
        counted('skipped', 'no Redis'),
        counted('skipped', undefined, 'todo'),
        counted('skipped'),
      ]),
    ],
    [],
  );
  expect(closingLine(tally)).toBe('0 passed, 0 failed, 4 skipped');
  expect(skippedLines(tally.skipped)).toEqual([
    'skipped: no Redis (2 tests, such as a skipped test)',
    'skipped: still to be written (a skipped test)',
    'skipped: no reason given (a skipped test)',
  ]);
});
