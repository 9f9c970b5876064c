import { expect, test } from 'vitest';
import { momentOf } from './moment.ts';

test.each([
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000000Z'],
  ['2026-01-01T01:30:00.5+02:00', '2025-12-31T23:30:00.500000Z'],
  ['2026-01-01T00:00:00.123456789Z', '2026-01-01T00:00:00.123456Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000000Z'],
  ['2026-01-01T00:00Z', '2026-01-01T00:00:00.000000Z'],
])('%s is %s to the database', (moment, written) => {
  expect(momentOf(moment)).toBe(written);
});
