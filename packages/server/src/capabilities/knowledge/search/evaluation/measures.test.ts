import { describe, expect, test } from 'vitest';
import { auroc, hitAt1, meanOf, ndcgAt10, recallAt10 } from './measures.ts';

const judged = (relevant: string, found: string) => ({ relevant: Array.from(relevant), found: Array.from(found) });

describe('What was found', () => {
  test('all right ones first is 1, none is 0, and further down is less', () => {
    expect(ndcgAt10(judged('ab', 'abxy'))).toBe(1);
    expect(ndcgAt10(judged('ab', 'xy'))).toBe(0);
    expect(ndcgAt10(judged('a', 'xa'))).toBeCloseTo(1 / Math.log2(3));
    expect(ndcgAt10(judged('ab', 'axb'))).toBeCloseTo((1 + 0.5) / (1 + 1 / Math.log2(3)));
  });

  test('beyond the tenth nothing counts', () => {
    expect(ndcgAt10(judged('a', '0123456789a'))).toBe(0);
    expect(recallAt10(judged('a', '0123456789a'))).toBe(0);
  });

  test('of more than ten right ones ten can be found', () => {
    expect(recallAt10(judged('abcdefghijklmno', 'abcdefghijxyz'))).toBe(1);
    expect(recallAt10(judged('abcd', 'axyb'))).toBe(0.5);
  });

  test('the first is right or not', () => {
    expect([hitAt1(judged('ab', 'bx')), hitAt1(judged('ab', 'xa')), hitAt1(judged('a', ''))]).toEqual([1, 0, 0]);
  });
});

describe('Telling apart', () => {
  test('always is 1, never is 0, equal scores are half', () => {
    expect(auroc([3, 4], [1, 2])).toBe(1);
    expect(auroc([1, 2], [3, 4])).toBe(0);
    expect(auroc([1, 1], [1, 1])).toBe(0.5);
    expect(auroc([1, 3], [2, 2])).toBe(0.5);
    expect(auroc([2, 3], [1, 2])).toBe(0.875);
  });

  test('nothing to compare is not told', () => {
    expect(auroc([], [1])).toBeUndefined();
    expect(auroc([1], [])).toBeUndefined();
  });
});

test('the mean of nothing is nothing', () => {
  expect([meanOf([]), meanOf([1, 2])]).toEqual([0, 1.5]);
});
