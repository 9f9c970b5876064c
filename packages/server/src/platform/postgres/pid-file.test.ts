import { expect, test } from 'vitest';
import { parsePidFile } from './pid-file.ts';

test('a whole file', () => {
  const text = '7172\n/data/postgres/18\n1795260797\n40911\n\n127.0.0.1\n  1234567  3\nready   \n';
  expect(parsePidFile(text)).toEqual({ pid: 7172, cluster: '/data/postgres/18', port: 40911, status: 'ready' });
});

test('one that is still being written', () => {
  expect(parsePidFile('7172\n/data/postgres/18\n')).toEqual({
    pid: 7172,
    cluster: '/data/postgres/18',
    port: 0,
    status: '',
  });
});

test('no such file', () => {
  expect(parsePidFile('')).toBeUndefined();
  expect(parsePidFile('-7\n')).toBeUndefined();
});
