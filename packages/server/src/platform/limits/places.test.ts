import { expect, test } from 'vitest';
import { createPlaces } from './places.ts';

test('a workspace has so many places, and each that is left makes room', () => {
  const places = createPlaces({ atOnce: 2, taken: 'doors are open already.' });
  const tooMany = expect.objectContaining({ code: 'rate_limited', message: '2 doors are open already.' });
  const leave = places.take('one');
  places.take('one');
  expect(() => places.take('one')).toThrow(tooMany);
  places.take('other')();
  leave();
  places.take('one');
  expect(() => places.take('one')).toThrow(tooMany);
});
