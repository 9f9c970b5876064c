import { expect, it } from 'vitest';
import { localMoment, momentOf } from './local-moment.ts';

it('fills a field and reads it back to the minute', () => {
  const at = new Date(2026, 4, 1, 9, 5).toISOString();
  expect(localMoment(at)).toBe('2026-05-01T09:05');
  expect(momentOf('2026-05-01T09:05', null)).toBe(at);
});

it('keeps what nobody changed, digits and all', () => {
  const at = '2026-05-01T09:05:33.123456Z';
  expect(momentOf(localMoment(at), at)).toBe(at);
  expect(momentOf(localMoment(null), null)).toBe(null);
});

it('takes a moment away', () => {
  expect(momentOf('', '2026-05-01T09:05:33.123456Z')).toBe(null);
});
