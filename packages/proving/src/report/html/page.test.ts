import { PROOFS_REPORT } from '@holdfast/protocol/testing/proofs-report';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../lab/repository.ts';
import type { Report } from '../report.ts';
import { htmlReport } from './page.ts';

// the wire's kinds and tiers are text, ours are known words
const REPORT = PROOFS_REPORT as Report;
const page = htmlReport(REPORT);

const EVIL = `"><script>alert(1)</script><img src=x onerror='alert(1)'>\u0000\u202e&amp;`;

/** Everything of a report that is text of somebody, replaced by something evil. */
const poisoned = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((each) => poisoned(each, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, name)]));
  const isWord = ['kind', 'tier', 'weight', 'moved', 'better', 'started_at'].includes(key);
  return typeof value === 'string' && !isWord ? EVIL : value;
};

test('tells the verdict, each promise with its outcome, what was claimed, what moved, and on what it was measured', () => {
  for (const text of [
    'Not ready',
    'DAT-02',
    'not so: one wins',
    'claimed 1, measured 2',
    'claimed at most 2 s',
    'elsewhere 30 s',
  ])
    expect(page).toContain(text);
  expect(page).toContain('worse than before');
  expect(page).toContain('A processor, 2 cores, 8 GiB');
  expect(page.indexOf('id="DAT-02"')).toBeLessThan(page.indexOf('id="DAT-01"'));
});

test('fetches nothing: no address of anything, and a policy that would refuse it', () => {
  expect(page).not.toMatch(/\s(src|href)=(?!"#)|url\(|@import/);
  expect(page).toContain('default-src &#39;none&#39;');
});

test('may run its own script and wear its own style, and nothing else: the hashes are right, no attribute needs more', () => {
  const inside = (tag: string) => new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)?.[1] ?? '';
  for (const tag of ['style', 'script'])
    expect(page).toContain(`sha256-${createHash('sha256').update(inside(tag)).digest('base64')}`);
  expect(page).not.toMatch(/\s(style|on\w+)=/);
});

test('whatever is in a report stays text', () => {
  const evil = htmlReport(poisoned(REPORT) as Report);
  expect(evil).toContain('&lt;script&gt;alert(1)');
  expect(evil.match(/<script/g)).toHaveLength(1);
  expect(evil).not.toContain('<img');
  expect(evil).not.toMatch(/[\u0000\u202e]/);
  expect(evil).toContain('&amp;amp;');
});

test('wears the colours of the console', () => {
  const tokens = readFileSync(join(ROOT, 'packages/console/src/look/tokens.css'), 'utf8');
  const [root = ''] = /:root \{[^}]*\}/.exec(tokens) ?? [];
  expect(root.length).toBeGreaterThan(500);
  expect(page).toContain(root);
});
