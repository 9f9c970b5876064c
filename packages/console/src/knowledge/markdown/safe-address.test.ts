import { expect, it } from 'vitest';
import { safeAddress } from './safe-address.ts';

it.each([
  ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['http://example.com', 'http://example.com/'],
  ['mailto:ada@example.com', 'mailto:ada@example.com'],
])('lets a link lead to %s', (written, address) => {
  expect(safeAddress(written)).toBe(address);
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' \tjavascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://example.com/x',
  '/settings/members',
  '//example.com',
  '#here',
  '',
])('lets no link lead to %j', (written) => {
  expect(safeAddress(written)).toBe(undefined);
});
