import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { Failure } from '../failure.ts';
import { isBrokenConnection, toFailure } from './failures.ts';

const said = (code: string, severity: string): pg.DatabaseError =>
  Object.assign(new pg.DatabaseError('the words of the database', 0, 'error'), { code, severity });

describe('an error of the database', () => {
  test.each([
    ['57014', 'ERROR', 'statement_timeout', false],
    ['25P03', 'FATAL', 'statement_timeout', true],
    ['25P04', 'FATAL', 'statement_timeout', true],
    ['25P04', '\u0412\u0410\u0416\u041d\u041e', 'statement_timeout', true],
    ['53300', 'FATAL', 'database_busy', true],
    ['57P01', 'FATAL', 'database_unavailable', true],
    ['08006', 'ERROR', 'database_unavailable', true],
    ['XX000', 'FATAL', 'database_unavailable', true],
    ['23505', 'ERROR', 'conflict', false],
  ])('%s of severity %s is %s; that it ends the connection: %s', (code, severity, expected, ends) => {
    const error = said(code, severity);
    expect(toFailure(error)).toMatchObject({ code: expected });
    expect(isBrokenConnection(error)).toBe(ends);
  });

  test('that nobody foresaw stays what it is', () => {
    const error = said('XX000', 'ERROR');
    expect(toFailure(error)).toBe(error);
  });
});

test('a failure is a broken connection when its cause is one', () => {
  expect(isBrokenConnection(new Failure('outcome_unknown', { cause: new Error('Query read timeout') }))).toBe(true);
  expect(isBrokenConnection(new Failure('conflict', { cause: said('23505', 'ERROR') }))).toBe(false);
  expect(isBrokenConnection(new Failure('not_found'))).toBe(false);
});
