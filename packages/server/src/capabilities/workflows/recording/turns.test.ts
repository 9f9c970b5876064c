import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const opened = () => {
  const inTurn = createTurns();
  const said: string[] = [];
  const ask = (name: string, what: string, end: Promise<unknown> = Promise.resolve()) =>
    inTurn(name, async () => {
      said.push(`${what} begins`);
      await end;
      said.push(`${what} ends`);
      return what;
    });
  return { ask, said };
};

test('what is about one thing is done one after the other, and what is about another is not held up', async () => {
  const { ask, said } = opened();
  const { promise: end, resolve } = Promise.withResolvers();
  const first = [ask('a', 'one', end), ask('a', 'two')];
  expect(await ask('b', 'other')).toBe('other');
  expect(said).not.toContain('two begins');
  resolve(undefined);
  expect(await Promise.all(first)).toEqual(['one', 'two']);
  expect(said.filter((line) => !line.startsWith('other'))).toEqual([
    'one begins',
    'one ends',
    'two begins',
    'two ends',
  ]);
});

test('one that fails tells whoever asked for it, and nobody else', async () => {
  const { ask } = opened();
  const failing = ask('a', 'one', Promise.reject(new Error('broken')));
  const next = ask('a', 'two');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('two');
  expect(await ask('a', 'three')).toBe('three');
});
