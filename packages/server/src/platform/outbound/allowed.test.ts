import { describe, expect, test } from 'vitest';
import { namesAddress, namesHost, parseAllowed } from './allowed.ts';
import { allow } from './testing/outbound.ts';

test.each([
  '',
  ':80',
  'host',
  'host:',
  'host:0',
  'host:65536',
  'host:http',
  'host:80:80',
  'http://host:80',
  'host/x:80',
  '*:80',
  'a b:80',
  '10.0.0.0/33:80',
  '10.0.0.0/-1:80',
  '10.0.0.0/:80',
  '10.0.0.0/8/8:80',
  '010.0.0.1:80',
  '10.0.1:80',
  '1:80',
  '::1:80',
  '[::1]',
  '[::1]:0',
  '[host]:80',
  '[10.0.0.1]:80',
  '[fd00::/129]:80',
  '[fe80::1%eth0]:80',
  '.host:80',
  'host.:80',
  'user@host:80',
  '*.example.com:80',
])('%j is no place with a port', (text) => {
  expect(parseAllowed(text)).toBeUndefined();
});

describe.each([
  ['API.internal:8080', 'api.internal', 8080],
  ['localhost:1', 'localhost', 1],
  ['my_db:65535', 'my_db', 65_535],
])('%s', (text, host, port) => {
  test('names that host and port alone', () => {
    expect(namesHost(allow(text), host, port)).toBe(true);
    expect(namesHost(allow(text), host, port - 1)).toBe(false);
    expect(namesHost(allow(text), `x.${host}`, port)).toBe(false);
    expect(namesAddress(allow(text), '127.0.0.1', port)).toBe(false);
  });
});

test.each([
  ['10.0.0.0/8:80', '10.255.0.1', true],
  ['10.0.0.0/8:80', '11.0.0.1', false],
  ['10.0.0.1:80', '10.0.0.1', true],
  ['10.0.0.1:80', '10.0.0.2', false],
  ['10.0.0.1:80', '::ffff:10.0.0.1', false],
  ['0.0.0.0/0:80', '127.0.0.1', true],
  ['0.0.0.0/0:80', '::1', false],
  ['[::1]:80', '::1', true],
  ['[fd00::/8]:80', 'fdff::1', true],
  ['[fd00::/8]:80', 'fe00::1', false],
  ['[::/0]:80', '10.0.0.1', false],
  ['[fd00::/8]:80', 'fdff::1%eth0', false],
  ['10.0.0.0/8:80', 'localhost', false],
])('%s and %s: %s', (text, address, expected) => {
  expect(namesAddress(allow(text), address, 80)).toBe(expected);
  expect(namesAddress(allow(text), address, 81)).toBe(false);
});
