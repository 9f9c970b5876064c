import { expect, test } from 'vitest';
import { readOptions, UsageError } from './options.ts';

test('a key is enough, typed or in the environment', () => {
  const usual = { url: 'http://127.0.0.1:4400', hosts: ['web-3'], containment: undefined, levelSeconds: 300 };
  expect(readOptions(['--key', 'hf_1'], {})).toMatchObject({ ...usual, key: 'hf_1' });
  expect(readOptions([], { HOLDFAST_KEY: 'hf_2' })).toMatchObject({ ...usual, key: 'hf_2' });
});

test('help needs nothing', () => {
  expect(readOptions(['--help'], {})).toBeUndefined();
});

test('hosts are named once each', () => {
  expect(readOptions(['--key', 'k', '--hosts', 'a, b,a'], {})?.hosts).toEqual(['a', 'b']);
});

test.each([
  [[], /--key/],
  [['--key', 'k', '--url', '127.0.0.1:4400'], /--url/],
  [['--key', 'k', '--containment', 'ftp://x'], /--containment/],
  [['--key', 'k', '--hosts', 'a,,b'], /--hosts/],
  [['--key', 'k', '--hosts', 'a b'], /--hosts/],
  [['--key', 'k', '--level-seconds', '0'], /--level-seconds/],
  [['--key', 'k', '--level-seconds', '1.5'], /--level-seconds/],
  [['--key', 'k', '--incident', 'a b'], /--incident/],
  [['--key', 'k', '--nonsense'], /--nonsense.*--help/],
  [['--key', 'k', 'more'], /--help/],
])('%j is refused by name', (args, says) => {
  expect(() => readOptions(args, {})).toThrow(UsageError);
  expect(() => readOptions(args, {})).toThrow(says);
});
