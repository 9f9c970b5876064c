import { describe, expect, test } from 'vitest';
import type { Answer } from '../http.ts';
import { ExpectationFailed } from '../outcome.ts';
import { expectAcknowledgedReadable } from './expect-acknowledged-readable.ts';
import { expectAnswer, expectRetryAfter } from './expect-answer.ts';
import { expectAppendOnly } from './expect-append-only.ts';
import { expectLinearRegister } from './expect-linear-register.ts';
import { expectOneWinner } from './expect-one-winner.ts';
import { expectEffectsOnce, type Effects } from './expect-effects-once.ts';
import { expectAtMost, expectSame, expectThat } from './expect-that.ts';
import { recordHistory, type HistoryEntry } from './history.ts';

const answer = (status: number, code?: string, headers: Record<string, string> = {}): Answer => ({
  asked: 'POST /x',
  status,
  code,
  headers: new Headers(headers),
  body: {},
  milliseconds: 1,
  failure: undefined,
});

const shortfall = (act: () => void): string => {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof ExpectationFailed) return thrown.message;
    throw thrown;
  }
  return 'held';
};

test('expectThat, expectSame and expectAtMost carry their sentence', () => {
  expect(shortfall(() => expectThat(true, 'a'))).toBe('held');
  expect(shortfall(() => expectThat(false, 'a'))).toBe('a');
  expect(shortfall(() => expectSame([1], [1], 'b'))).toBe('held');
  expect(shortfall(() => expectSame([1], [2], 'b'))).toBe('b');
  expect(shortfall(() => expectAtMost(2, 2, 's', 'c'))).toBe('held');
  expect(shortfall(() => expectAtMost(Number.NaN, 2, 's', 'c'))).toBe('c');
});

test('expectAnswer looks at the status and the code', () => {
  expect(shortfall(() => expectAnswer(answer(200), 200))).toBe('held');
  expect(shortfall(() => expectAnswer(answer(412, 'stale'), 412, 'stale'))).toBe('held');
  expect(shortfall(() => expectAnswer(answer(412, 'conflict'), 412, 'stale'))).toBe('POST /x answers 412 stale');
  expect(shortfall(() => expectAnswer(answer(500, 'internal'), 412))).toBe('POST /x answers 412');
});

test('expectRetryAfter wants seconds', () => {
  expect(shortfall(() => expectRetryAfter(answer(503, 'draining', { 'retry-after': '1' })))).toBe('held');
  expect(shortfall(() => expectRetryAfter(answer(503)))).toContain('Retry-After');
  expect(shortfall(() => expectRetryAfter(answer(503, '', { 'retry-after': 'soon' })))).toContain('Retry-After');
});

describe('exactly one winner', () => {
  test.each([
    ['one wins and one is refused', [200, 412], 'held'],
    ['two win', [200, 200], 'exactly one of 2 wins'],
    ['nobody wins', [412, 412], 'exactly one of 2 wins'],
    ['one is refused in another way', [200, 500], 'everyone else is refused with 412'],
  ])('%s', (_what, statuses, sentence) => {
    expect(
      shortfall(() =>
        expectOneWinner(
          statuses.map((status) => answer(status)),
          [412],
        ),
      ),
    ).toBe(sentence);
  });
});

describe('every acknowledged write is readable once', () => {
  test.each([
    ['all there, and some that were never acknowledged', ['a', 'b'], ['b', 'a', 'c'], 'held'],
    ['one lost', ['a', 'b'], ['a'], 'every acknowledged write is readable'],
    ['one there twice', ['a'], ['a', 'a'], 'every acknowledged write is readable once'],
  ])('%s', (_what, acknowledged, readable, sentence) => {
    expect(shortfall(() => expectAcknowledgedReadable(acknowledged, readable))).toBe(sentence);
  });
});

describe('at least once on the line, once in effect', () => {
  const ordinary = { acknowledged: ['a'], deliveries: ['a', 'a'], effects: ['a'] };
  test.each<[string, Partial<Effects>, string]>([
    ['delivered twice and done once', {}, 'held'],
    ['nobody knows whether it was asked', { acknowledged: [], unknown: ['a'] }, 'held'],
    ['never delivered', { deliveries: [], effects: [] }, 'everything acknowledged is delivered at least once'],
    ['delivered and not done', { effects: [] }, 'everything delivered has its effect'],
    ['done twice', { effects: ['a', 'a'] }, 'every effect happens once, however often it is delivered'],
    ['delivered for nobody', { deliveries: ['a', 'b'], effects: ['a', 'b'] }, 'nothing happens that nobody asked for'],
    ['done without a delivery', { effects: ['a', 'b'] }, 'nothing happens that nobody asked for'],
  ])('%s', (_what, changed, sentence) => {
    expect(shortfall(() => expectEffectsOnce({ ...ordinary, ...changed }))).toBe(sentence);
  });
});

describe('append only', () => {
  test.each([
    ['it grows', [['a'], ['a', 'b'], ['a', 'b', 'c']], 'held'],
    [
      'an entry changes',
      [
        ['a', 'b'],
        ['a', 'x', 'c'],
      ],
      'what was once in the log stays where it was',
    ],
    ['an entry is lost', [['a', 'b'], ['a']], 'what was once in the log stays where it was'],
  ])('%s', (_what, views, sentence) => {
    expect(shortfall(() => expectAppendOnly(views))).toBe(sentence);
  });
});

describe('a value set once', () => {
  const entry = (
    operation: string,
    startedAt: number,
    endedAt: number,
    value?: string,
  ): HistoryEntry<string | undefined> => ({
    client: 'c',
    operation,
    startedAt,
    endedAt,
    outcome: 'acknowledged',
    value,
  });
  test.each([
    ['read while it is set, either way', [entry('set', 1, 4, 'a'), entry('read', 2, 3)], 'held'],
    [
      'two values win',
      [entry('set', 1, 2, 'a'), entry('set', 1, 2, 'b')],
      'no two different values are acknowledged as set',
    ],
    [
      'not seen after it was set',
      [entry('set', 1, 2, 'a'), entry('read', 3, 4)],
      'nobody reads an older value than was seen before',
    ],
    [
      'seen and then not',
      [entry('read', 1, 2, 'a'), entry('read', 3, 4)],
      'nobody reads an older value than was seen before',
    ],
  ])('%s', (_what, entries, sentence) => {
    expect(shortfall(() => expectLinearRegister(entries))).toBe(sentence);
  });
});

test('a history keeps what was acknowledged apart from what nobody knows', async () => {
  const history = recordHistory<string>();
  await history.record('ada', 'write', async () => ({ outcome: 'acknowledged', value: 'a' }));
  await expect(history.record('ben', 'write', () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
  expect(history.entries.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'unknown']);
  expect(history.acknowledged('write').map(({ value }) => value)).toEqual(['a']);
});
