import { expect, test } from 'vitest';
import { listenAddressOf, lookUp } from './listen-address.ts';

const answering =
  (...addresses: readonly string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

test('a name that has addresses of both kinds means the IPv4 one, in whichever order they come', async () => {
  expect(await listenAddressOf('both.test', answering('::1', '127.0.0.1'))).toBe('127.0.0.1');
  expect(await listenAddressOf('both.test', answering('127.0.0.1', '::1'))).toBe('127.0.0.1');
});

test('of several addresses of one kind it means the first', async () => {
  expect(await listenAddressOf('many.test', answering('10.0.0.2', '10.0.0.1'))).toBe('10.0.0.2');
  expect(await listenAddressOf('six.test', answering('::2', '::1'))).toBe('::2');
});

test.each(['127.0.0.1', '0.0.0.0', '::', '::1'])('the address %s is taken as it is', async (address) => {
  expect(await listenAddressOf(address, () => Promise.reject(new Error('nobody is asked')))).toBe(address);
});

test('the machine itself is asked for names', async () => {
  expect(await listenAddressOf('localhost', lookUp)).toMatch(/^(127\.0\.0\.1|::1)$/);
});
