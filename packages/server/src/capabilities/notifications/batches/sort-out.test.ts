import type { PrincipalId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import { askedIn, sortOut } from './sort-out.ts';

const ADA = '0198c0de-0000-7000-8000-00000000000a' as PrincipalId;
const NOBODY = '0198c0de-0000-7000-8000-0000000000ff';
const ada = { id: ADA, email: 'Ada@example.com', name: 'Ada' };
const mailboxes = [
  { ...ada, asked: ADA },
  { ...ada, asked: 'ada@example.com' },
];

const codes = (recipients: readonly string[], channel: 'email' | 'in_app' = 'email', isWanted = () => true) =>
  sortOut(recipients, { channel, mailboxes, isWanted }).map(({ status, code }) => code ?? status);

test('each is told apart, and none keeps the others back', () => {
  expect(codes([ADA.toUpperCase(), NOBODY, 'eve@example.com', 'no address', 'a@b@c', 'x\n@example.com'])).toEqual([
    'waiting',
    'not_a_member',
    'waiting',
    'bad_address',
    'bad_address',
    'bad_address',
  ]);
});

test('whoever is named twice gets it once, by whatever they are named', () => {
  expect(codes([ADA, 'ada@example.com', 'eve@example.com', 'EVE@example.com'])).toEqual([
    'waiting',
    'duplicate',
    'waiting',
    'duplicate',
  ]);
});

test('an inbox is a member\u2019s, and a member may not want it', () => {
  expect(codes(['ada@example.com', 'eve@example.com'], 'in_app')).toEqual(['waiting', 'not_a_member']);
  expect(codes(['ada@example.com', 'eve@example.com'], 'email', () => false)).toEqual(['opted_out', 'waiting']);
});

test('identity is asked for what can be asked for', () => {
  expect(askedIn([ADA.toUpperCase(), 'ada@example.com', 'nothing'])).toEqual({
    ids: [ADA],
    emails: ['ada@example.com'],
  });
});
