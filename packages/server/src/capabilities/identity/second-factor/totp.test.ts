import { expect, test } from 'vitest';
import { codeOf, stepAt, stepOf } from './totp.ts';

const SECRET = Buffer.from('12345678901234567890');

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %i s it is the code of RFC 6238, appendix B', (seconds, code) => {
  expect(codeOf(SECRET, stepAt(seconds), 8)).toBe(code);
});

test('six digits are those of RFC 4226, appendix D, step by step', () => {
  expect(Array.from({ length: 10 }, (_, step) => codeOf(SECRET, step))).toEqual([
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ]);
});

test('a code counts in its step, the one before and the one after, and says which it is of', () => {
  const at = 1_000_000_000;
  const code = codeOf(SECRET, stepAt(at));
  expect([-60, -30, 0, 29, 30, 60].map((aside) => stepOf(SECRET, code, at + aside))).toEqual([
    undefined,
    stepAt(at),
    stepAt(at),
    stepAt(at),
    stepAt(at),
    undefined,
  ]);
  expect(stepOf(SECRET, '000', at)).toBeUndefined();
});

test('there is nothing before the first step', () => {
  expect(stepOf(SECRET, codeOf(SECRET, 1), 10)).toBe(1);
});
