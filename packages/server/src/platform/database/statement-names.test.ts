import { expect, test } from 'vitest';
import { nameOf } from './statement-names.ts';

test('a statement has one name, and another has another', () => {
  expect(nameOf('select 1 as name', 0)).toBe(nameOf('select 1 as name', 0));
  expect(nameOf('select 1 as name', 0)).not.toBe(nameOf('select 2 as name', 0));
});

test('a text that grows with what it carries takes no name, so that it fills no server\u2019s memory', () => {
  const inserts = Array.from({ length: 600 }, (_, rows) => `insert ${'($1, $2), '.repeat(rows + 600)}`);
  expect(inserts.every((text) => nameOf(text, 10) === undefined)).toBe(true);
  expect(nameOf('select many', 51)).toBeUndefined();
  expect(nameOf('select few', 50)).toBeDefined();
});

test('when there are enough names the others have none, and those that have one keep it', () => {
  const first = nameOf('select the first', 0);
  const texts = Array.from({ length: 1000 }, (_, index) => `select ${index} as one_of_many`);
  expect(texts.map((text) => nameOf(text, 0)).filter((name) => name === undefined).length).toBeGreaterThan(490);
  expect(nameOf('select the first', 0)).toBe(first);
});
