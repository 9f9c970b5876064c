import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameFrom, ownPage } from './rules.ts';

describe('a page to come back to', () => {
  test.each([
    ['/', '/'],
    ['/settings/keys?state=active#top', '/settings/keys?state=active#top'],
    ['/a/../b', '/b'],
    ['/?to=https://evil.example', '/?to=https://evil.example'],
  ])('%s is %s', (to, page) => {
    expect(ownPage(to)).toBe(page);
  });

  test.each([
    'https://evil.example',
    '//evil.example',
    String.raw`/\evil.example`,
    String.raw`\\evil.example`,
    '/\t/evil.example',
    '/\n/evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    String.raw`/a/..\\evil.example`,
    '/%2e%2e//evil.example',
    'javascript:alert(1)',
    'settings',
    '',
    ' /settings',
    '/api/v1/oidc/x/start',
  ])('%j is none', (to) => {
    expect(ownPage(to)).toBeUndefined();
  });

  test('whatever is asked, a browser stays where it is', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '\t',
      '\n',
      '@',
      ':',
      '//',
      'evil.example',
      '%2f',
      '%5c',
      '?',
      '#',
      'https:',
    );
    const run = fc.check(
      fc.property(fc.array(parts, { maxLength: 8 }), (chosen) => {
        const page = ownPage(`/${chosen.join('')}`);
        return page === undefined || new URL(page, 'https://here.example').origin === 'https://here.example';
      }),
      { numRuns: 5000 },
    );
    expect(run.failed, fc.defaultReportMessage(run)).toBe(false);
  });
});

test('a name is taken from the issuer where it is one', () => {
  expect(nameFrom(' Ada\u0000 Example ')).toBe('Ada  Example');
  expect(nameFrom(' \n')).toBeNull();
  expect(nameFrom(undefined)).toBeNull();
  expect(nameFrom('x'.repeat(300))).toHaveLength(200);
  expect(nameFrom(`${'x'.repeat(199)}\u{1F600}`)?.isWellFormed()).toBe(true);
});
