import { describe, expect, test } from 'vitest';
import { nextOfCron, parseCron } from './cron.ts';

const after = (expression: string, time: string): string =>
  new Date(nextOfCron(parseCron(expression), Date.parse(time))).toISOString();

test.each([
  ['* * * * *', '2026-11-21T10:00:00Z', '2026-11-21T10:01:00.000Z'],
  ['* * * * *', '2026-11-21T10:00:59.999Z', '2026-11-21T10:01:00.000Z'],
  ['*/15 * * * *', '2026-11-21T10:46:00Z', '2026-11-21T11:00:00.000Z'],
  ['5/20 * * * *', '2026-11-21T10:05:00Z', '2026-11-21T10:25:00.000Z'],
  ['0 3 * * *', '2026-11-21T03:00:00Z', '2026-11-22T03:00:00.000Z'],
  ['30 8-17/3 * * 1-5', '2026-11-20T17:31:00Z', '2026-11-23T08:30:00.000Z'],
  ['0 0 29 2 *', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ['0 0 13 * 5', '2026-11-09T00:00:00Z', '2026-11-13T00:00:00.000Z'],
  ['0 0 1 * 0', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00.000Z'],
  ['0 0 * * 7', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00.000Z'],
  ['59 23 31 12 *', '2026-12-31T23:59:00Z', '2027-12-31T23:59:00.000Z'],
])('%s after %s is %s', (expression, time, expected) => {
  expect(after(expression, time)).toBe(expected);
});

describe('what is no cron expression is refused with a sentence', () => {
  test.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '5-2 * * * *',
    '*/0 * * * *',
    'a * * * *',
    '1,,2 * * * *',
  ])('%j', (text) => {
    expect(() => parseCron(text)).toThrow(/is no cron expression/);
  });

  test('nor is a day that no month has', () => {
    expect(() => nextOfCron(parseCron('0 0 31 2 *'), 0)).toThrow('never comes');
  });
});
