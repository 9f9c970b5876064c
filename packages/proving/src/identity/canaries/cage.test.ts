import { expect, test } from 'vitest';
import { createCage } from './cage.ts';

const SECRET = 'a "quiet" secret / 47 lanterns';

test.each([
  ['as it stands', `password: ${SECRET}.`],
  ['in JSON', JSON.stringify({ nested: { password: SECRET } })],
  ['in an address', `/?password=${encodeURIComponent(SECRET)}`],
  ['in base64', Buffer.from(SECRET).toString('base64')],
  ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
])('a canary is heard %s', (_how, text) => {
  const cage = createCage();
  cage.plant('the password', SECRET);
  expect(cage.foundIn(text)).toEqual(['the password']);
  expect(cage.foundIn('nothing of it')).toEqual([]);
});

test('an e-mail is looked for where it may not be, and nowhere else', () => {
  const cage = createCage();
  cage.plant('the e-mail', 'canary@example.com', 'e-mail');
  expect([cage.foundIn('to canary@example.com'), cage.foundIn('to canary@example.com', ['secret'])]).toEqual([
    ['the e-mail'],
    [],
  ]);
});

test('what is too short to be told from chance is no canary', () => {
  expect(() => createCage().plant('a code', '123456')).toThrow('too short');
});
