import { expect, test } from 'vitest';
import { refusalBeside } from './admit.ts';
import type { NodeSelf } from './node.ts';

const self: NodeSelf = {
  id: 'a',
  folderId: 'f',
  role: 'all',
  version: '1',
  host: 'here',
  sharesRedis: true,
  embedded: false,
  keyId: 'k1',
};
const other = { host: 'there', url: 'http://there:4400', shares_redis: true, embedded: false, key_id: 'k1' };

test('a node alone may be as it likes', () => {
  expect(refusalBeside({ ...self, sharesRedis: false, embedded: true, keyId: undefined }, [])).toBeUndefined();
});

test('nodes that share database, Redis and key work together', () => {
  expect(refusalBeside(self, [other, other])).toBeUndefined();
});

test.each([
  ['no Redis here', { sharesRedis: false }, {}, /there, http:\/\/there:4400.*HOLDFAST_REDIS_URL is not set here/],
  ['no Redis there', {}, { shares_redis: false }, /without HOLDFAST_REDIS_URL. Stop it/],
  ['a database embedded there', {}, { embedded: true }, /embedded.*HOLDFAST_DATABASE_URL/],
  ['no key here', { keyId: undefined }, {}, /HOLDFAST_SECRET_KEY is not set here/],
  ['no key there', {}, { key_id: null }, /key of its own data folder/],
  ['another key there', {}, { key_id: 'k2' }, /another HOLDFAST_SECRET_KEY/],
])('%s is refused with what to do', (_what, here, there, sentence) => {
  expect(refusalBeside({ ...self, ...here }, [other, { ...other, ...there }])).toMatch(sentence);
});
