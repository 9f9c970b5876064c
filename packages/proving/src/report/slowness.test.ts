import { expect, test } from 'vitest';
import { slownessInWords } from './slowness.ts';

const USUAL = { sha256_mb_per_s: 400, fsync_per_s: 900, loopback_round_trip_us: 40 };
const BEFORE = [USUAL, USUAL, { ...USUAL, fsync_per_s: 10 }];

test('a machine that is far slower than in most of its runs was busy', () => {
  const now = { ...USUAL, sha256_mb_per_s: 160, loopback_round_trip_us: 120 };
  expect(slownessInWords(now, BEFORE)).toContain(
    'busy: SHA-256 2.5 times slower, loopback 3.0 times slower than usual',
  );
});

test('noise is no news, and what is usual takes three runs to know', () => {
  expect(slownessInWords({ ...USUAL, fsync_per_s: 600 }, BEFORE)).toBeUndefined();
  expect(slownessInWords({ ...USUAL, fsync_per_s: 1 }, BEFORE.slice(1))).toBeUndefined();
});
