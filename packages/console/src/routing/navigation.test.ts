import { expect, it } from 'vitest';
import { NAVIGATION } from './navigation.ts';

it.each(['label', 'path', 'key'] as const)('has each %s once', (name) => {
  const values = NAVIGATION.map((destination) => destination[name]);
  expect(new Set(values).size).toBe(values.length);
});
