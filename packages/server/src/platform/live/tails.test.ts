import { expect, test } from 'vitest';
import { createTails } from './tails.ts';

const happened = (topic: string) => ({ workspace: 'w', topic, event: 'changed', data: {} });

test('topics are forgotten, the longest silent first, when what is remembered has too many bytes', () => {
  const tails = createTails(10, 1000);
  for (const topic of ['a', 'b', 'c']) tails.add(happened(topic), 400);
  expect(tails.after('w', 'a', 0)).toBeUndefined();
  expect(tails.after('w', 'c', 2)).toHaveLength(1);
});

test('one topic alone keeps its last hundred, and what it forgets makes room', () => {
  const tails = createTails(10, 1000);
  for (let count = 0; count < 500; count += 1) tails.add(happened('a'), 9);
  tails.add(happened('b'), 90);
  expect(tails.after('w', 'a', 400)).toHaveLength(100);
  expect(tails.after('w', 'a', 399)).toBeUndefined();
});
