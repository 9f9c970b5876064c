import { expect, test } from 'vitest';
import { parseMailbox } from './mailbox.ts';
import { optionsOf } from './server-url.ts';

test.each([
  ['smtps://mail.example.com', { port: 465, secure: true, requireTLS: false }],
  ['smtp://mail.example.com', { port: 587, secure: false, requireTLS: true, ignoreTLS: false }],
  ['smtp://10.0.0.5:25', { port: 25, requireTLS: true }],
  ['smtp://localhost.example.com', { requireTLS: true }],
  ['smtp://127.0.0.1.example.com', { requireTLS: true }],
  ['smtp://localhost:25', { port: 25, requireTLS: false, ignoreTLS: true }],
  ['smtp://127.0.0.1', { requireTLS: false }],
  ['smtp://[::1]:25', { host: '::1', requireTLS: false }],
  ['smtps://127.0.0.1', { secure: true }],
])('%s is spoken to as %j', (url, options) => {
  expect(optionsOf(new URL(url))).toMatchObject(options);
});

test.each([
  ['holdfast@example.com', { name: '', address: 'holdfast@example.com' }],
  [' Holdfast <holdfast@example.com> ', { name: 'Holdfast', address: 'holdfast@example.com' }],
  ['"Hold, fast" <holdfast@example.com>', { name: 'Hold, fast', address: 'holdfast@example.com' }],
  ['Caf\u00e9 <x@y>', { name: 'Caf\u00e9', address: 'x@y' }],
  ['Holdfast', undefined],
  ['a@b, c@d', undefined],
  ['a@b <c@d', undefined],
  ['x\r\nBcc: e@f <a@b>', undefined],
  ['<a@b><c@d>', undefined],
  ['', undefined],
])('%j is the mailbox %j', (text, mailbox) => {
  expect(parseMailbox(text)).toEqual(mailbox);
});
