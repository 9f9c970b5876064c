import { expect, it } from 'vitest';
import { pressKey } from './key-sequence.ts';

const bindings = ['?', 'r', 'g h', 'g t'];

it.each([
  ['', '?', { done: '?', pending: '' }],
  ['', 'x', { done: undefined, pending: '' }],
  ['', 'g', { done: undefined, pending: 'g' }],
  ['g', 'h', { done: 'g h', pending: '' }],
  ['g', 'x', { done: undefined, pending: '' }],
  ['g', 'g', { done: undefined, pending: 'g' }],
  ['g', 'r', { done: 'r', pending: '' }],
])('after "%s" reads %s', (pending, key, expected) => {
  expect(pressKey(bindings, pending, key)).toEqual(expected);
});
