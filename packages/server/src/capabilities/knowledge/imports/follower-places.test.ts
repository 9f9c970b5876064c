import { expect, test } from 'vitest';
import { createFollowerPlaces } from './follower-places.ts';

test('imports of a workspace are followed by so many at once, and each that leaves makes room', () => {
  const places = createFollowerPlaces();
  const leave = Array.from({ length: 50 }, () => places.take('one'));
  expect(() => places.take('one')).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  places.take('other')();
  leave[0]?.();
  places.take('one');
  expect(() => places.take('one')).toThrow(expect.objectContaining({ code: 'rate_limited' }));
});
