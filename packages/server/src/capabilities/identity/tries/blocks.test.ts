import { expect, test } from 'vitest';
import { createBlocks } from './blocks.ts';

test('what refuses is known for as long as it said, and no longer', () => {
  let now = 0;
  const blocks = createBlocks({ elapsed: () => now });
  blocks.add('address:x', 2);
  expect(blocks.secondsLeft('address:x')).toBe(2);
  now = 1500;
  expect(blocks.secondsLeft('address:x')).toBe(0.5);
  now = 2000;
  expect(blocks.secondsLeft('address:x')).toBe(0);
  expect(blocks.secondsLeft('address:y')).toBe(0);
});

test('it remembers so many, the latest', () => {
  const blocks = createBlocks({ elapsed: () => 0 });
  for (let index = 0; index <= 10_000; index += 1) blocks.add(`address:${index}`, 1);
  expect(blocks.secondsLeft('address:0')).toBe(0);
  expect(blocks.secondsLeft('address:10000')).toBe(1);
});
