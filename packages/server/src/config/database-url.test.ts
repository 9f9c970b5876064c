import { describe, expect, test } from 'vitest';
import { asDatabaseUrl } from './database-url.ts';

const OURS =
  'must be a URL whose only parameters are sslmode, sslrootcert, sslcert, sslkey, application_name; limits are settings of their own';

describe('the address of a database', () => {
  test.each([
    'postgres://app@db/holdfast',
    'postgresql://app:secret@db:5432/holdfast?sslmode=verify-full&sslrootcert=/ca.pem',
    'postgres://app@db/holdfast?sslcert=/c.pem&sslkey=/k.pem&application_name=one',
  ])('%s is taken', (text) => {
    expect(asDatabaseUrl(text).href).toBe(text);
  });

  test.each([
    'lock_timeout=0',
    'statement_timeout=0',
    'idle_in_transaction_session_timeout=0',
    'query_timeout=0',
    'options=-c%20row_security%3Doff',
    'sslmode=verify-full&options=-c%20search_path%3Dx',
    '%6Fptions=x',
    'OPTIONS=x',
    'host=/var/run/postgresql',
    'user=postgres',
    'password=x',
    'pipeline=false',
    'constructor=x',
    '=x',
  ])('with %s would not be what Holdfast says', (parameters) => {
    expect(() => asDatabaseUrl(`postgres://app@db/holdfast?${parameters}`)).toThrow(OURS);
  });

  test('names no parameter twice', () => {
    expect(() => asDatabaseUrl('postgres://db/x?sslmode=disable&sslmode=verify-full')).toThrow(/no parameter twice/);
  });
});
