import { expect, it } from 'vitest';
import { readTyped } from './typed-arguments.ts';

it('takes an object', () => {
  expect(readTyped('{"order": 17}')).toEqual({ isValid: true, value: { order: 17 } });
});

it.each([
  ['{"order": }', 'not JSON'],
  ['[1]', 'object'],
  ['null', 'object'],
  ['"x"', 'object'],
  ['{"a": [{"order": 9007199254740993}]}', 'as a text'],
])('says why %s is none', (text, why) => {
  expect(readTyped(text)).toMatchObject({ isValid: false, why: expect.stringContaining(why) as string });
});
