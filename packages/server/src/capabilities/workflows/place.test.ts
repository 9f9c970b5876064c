import { Moment } from '@holdfast/protocol/workflows/workflow';
import { expect, test } from 'vitest';
import { toUtc } from './place.ts';

test.each([
  ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000000Z'],
  ['2026-11-21T10:00:00.000001Z', '2026-11-21T10:00:00.000001Z'],
  ['2026-11-21T10:00:00.5+02:00', '2026-11-21T08:00:00.500000Z'],
  ['2026-12-31T23:30:00.123456-01:00', '2027-01-01T00:30:00.123456Z'],
])('%s is %s, to the microsecond', (moment, utc) => {
  expect(toUtc(Moment.parse(moment))).toBe(utc);
});

test.each([
  '2026-11-21T10:00:00.1234567Z',
  '2026-11-21T10:00:00',
  '0001-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  'now',
])('%s is no moment that could be kept as it is', (moment) => {
  expect(Moment.safeParse(moment).success).toBe(false);
});
