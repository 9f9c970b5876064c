import { RecoveryCode } from '@holdfast/protocol/identity/people';
import { expect, test } from 'vitest';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

test('there are ten, each of 120 bits, and the wire takes them', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){5}$/);
    expect(RecoveryCode.parse(code)).toBe(code);
  }
});

test('a code is the same with blanks, without dashes, and in capitals', () => {
  const [code = ''] = newRecoveryCodes();
  const spellings = [code.toUpperCase(), code.replaceAll('-', ''), code.replaceAll('-', ' '), ` ${code} `];
  expect(spellings.map(hashOfRecoveryCode)).toEqual(spellings.map(() => hashOfRecoveryCode(code)));
});
