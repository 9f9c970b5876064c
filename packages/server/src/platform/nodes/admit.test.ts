import { expect, test } from 'vitest';
import { objectionBeside, type Candidate } from './admit.ts';

const self: Candidate = { sharesRedis: true, redisMark: 'r1', embedded: false, keyId: 'k1' };
const other = {
  host: 'there',
  url: 'http://there:4400',
  shares_redis: true,
  redis_mark: 'r1',
  embedded: false,
  key_id: 'k1',
};

test('nodes that share database, Redis and key work together', () => {
  expect(objectionBeside(self, other)).toBeUndefined();
});

test('a node that reaches no Redis now is no reason to refuse', () => {
  expect(objectionBeside({ ...self, redisMark: undefined }, other)).toBeUndefined();
  expect(objectionBeside(self, { ...other, redis_mark: null })).toBeUndefined();
});

test('only which Redis the other shares may be told otherwise a moment later', () => {
  expect(objectionBeside(self, { ...other, redis_mark: 'r2' })?.mayPass).toBe(true);
  expect(objectionBeside(self, { ...other, redis_mark: 'r2', key_id: 'k2' })?.mayPass).toBe(false);
});

test.each([
  ['no Redis here', { sharesRedis: false }, {}, /there, http:\/\/there:4400.*HOLDFAST_REDIS_URL is not set here/],
  ['no Redis there', {}, { shares_redis: false }, /without HOLDFAST_REDIS_URL. Stop it/],
  ['a database embedded there', {}, { embedded: true }, /embedded.*HOLDFAST_DATABASE_URL/],
  ['another Redis there', {}, { redis_mark: 'r2' }, /another Redis than the one HOLDFAST_REDIS_URL names here\. Give/],
  ['no key here', { keyId: undefined }, {}, /HOLDFAST_SECRET_KEY is not set here/],
  ['no key there', {}, { key_id: null }, /key of its own data folder/],
  ['another key there', {}, { key_id: 'k2' }, /another HOLDFAST_SECRET_KEY/],
])('%s is refused with what to do', (_what, here, there, sentence) => {
  expect(objectionBeside({ ...self, ...here }, { ...other, ...there })?.sentence).toMatch(sentence);
});
