import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('who asks once waits for one of those who ask often, and not for all of it', () => {
  const turns = createTurns<string>();
  for (const one of ['a1', 'a2', 'a3', 'a4']) turns.add(1n, one);
  turns.add(2n, 'b1');
  turns.add(3n, 'c1');
  turns.add(3n, 'c2');
  const order = Array.from({ length: 8 }, () => turns.next());
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'a4', undefined]);
});
