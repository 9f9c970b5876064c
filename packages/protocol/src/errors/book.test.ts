import { describe, expect, test } from 'vitest';
import type { ErrorEntry } from './entry.ts';
import { ERROR_BOOK, errorEntry } from './book.ts';
import { DECISION_ERRORS } from './decisions.ts';
import { IDENTITY_ERRORS } from './identity.ts';
import { PROVIDER_ERRORS } from './providers.ts';
import { KNOWLEDGE_ERRORS } from './knowledge.ts';
import { REQUEST_ERRORS } from './request.ts';
import { SERVICE_ERRORS } from './service.ts';
import { STATE_ERRORS } from './state.ts';
import { TRACES_ERRORS } from './traces.ts';

/** The statuses we have decided to answer; 408, 431 and 500 are what HTTP itself and a mistake of ours may make of a call. */
const STATUSES = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 502, 503, 504, 408, 431, 500];

const entries = Object.entries(ERROR_BOOK) as [keyof typeof ERROR_BOOK, ErrorEntry][];

test('no code stands in two chapters of the book', () => {
  expect(entries).toHaveLength(
    [
      REQUEST_ERRORS,
      IDENTITY_ERRORS,
      STATE_ERRORS,
      SERVICE_ERRORS,
      TRACES_ERRORS,
      PROVIDER_ERRORS,
      KNOWLEDGE_ERRORS,
      DECISION_ERRORS,
    ]
      .map((chapter) => Object.keys(chapter).length)
      .reduce((sum, count) => sum + count),
  );
});

describe.each(entries)('%s', (code, entry) => {
  test('has a status that was decided', () => {
    expect(STATUSES).toContain(entry.status);
  });

  test('is a word of lower-case letters', () => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  test('says what it means and what to do in sentences', () => {
    expect(entry.title).toMatch(/^[A-Z]/);
    expect(entry.means).toMatch(/^[A-Z].*\.$/s);
    expect(entry.act).toMatch(/^[A-Z].*\.$/s);
  });

  test('is worth a retry when the service was not ready, and never when the same bytes must fail again', () => {
    if (entry.status === 503) expect(entry.retry).toBe(true);
    else if (![408, 409, 429, 502, 504].includes(entry.status)) expect(entry.retry).toBe(false);
    else expect(entry.retry).toBeTypeOf('boolean');
  });

  test('is found by its code', () => {
    expect(errorEntry(code)).toBe(entry);
  });
});
