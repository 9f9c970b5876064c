import { expect, test } from 'vitest';
import { welcome } from './start.ts';

test('a terminal is told where to make the first account and with which token', () => {
  const text = welcome('http://127.0.0.1:4400', 'TheToken');
  expect(text).toContain('http://127.0.0.1:4400/setup');
  expect(text).toMatch(/^ {2}TheToken$/m);
});

test('and only as long as nobody has made it', () => {
  expect(welcome('http://127.0.0.1:4400', undefined)).not.toContain('setup');
});
