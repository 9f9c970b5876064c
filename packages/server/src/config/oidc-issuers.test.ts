import { describe, expect, test } from 'vitest';
import { asOidcIssuers } from './oidc-issuers.ts';

test('several issuers, with what is encoded, a path and a name to show', () => {
  expect(
    asOidcIssuers(
      'google=https://me.apps:s%2Cecret%40%2F@accounts.google.com, kc=http://holdfast:x@keycloak.internal:8080/realms/staff#Our%20staff',
    ),
  ).toEqual([
    {
      id: 'google',
      name: 'accounts.google.com',
      url: new URL('https://accounts.google.com/'),
      clientId: 'me.apps',
      clientSecret: 's,ecret@/',
    },
    {
      id: 'kc',
      name: 'Our staff',
      url: new URL('http://keycloak.internal:8080/realms/staff'),
      clientId: 'holdfast',
      clientSecret: 'x',
    },
  ]);
  expect(asOidcIssuers('')).toEqual([]);
});

describe('is refused, with what to do and without what is secret', () => {
  test.each([
    ['https://a:hunter2@b.example', 'its entry 1 does not begin with an id'],
    ['Up=https://a:hunter2@b.example', 'its entry 1 does not begin with an id'],
    ['a=https://a:hunter2@b.example,b', 'its entry 2 does not begin with an id'],
    ['a=ftp://a:hunter2@b.example', 'the address of a cannot be read'],
    ['a=https://a:hunter2', 'the address of a cannot be read'],
    ['a=https://b.example', 'a lacks client id or secret'],
    ['a=https://hunter2@b.example', 'a lacks client id or secret'],
    ['a=https://:hunter2@b.example', 'a lacks client id or secret'],
    ['a=https://a:hunter2%@b.example', 'a % of a is not followed'],
    ['a=https://a:hunter2@b.example?x=1', 'the address of a has something that must be encoded'],
    ['a=https://a:hun/ter2@b.example', 'a cannot be read'],
    ['a=https://a:hunter2@b.example,a=https://a:hunter2@c.example', 'a is given twice'],
  ])('%s', (text, why) => {
    const read = () => asOidcIssuers(text);
    expect(read).toThrow(why);
    expect(read).not.toThrow('hunter2');
  });
});
