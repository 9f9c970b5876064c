import { expect, test } from 'vitest';
import { isConsolePage } from './console.ts';

test.each([
  '/',
  '/index.html',
  '/health',
  '/decisions/01890000-0000-7000-8000-000000000000?tab=x',
  '/apiary',
  '/docset',
])('%s is a page of the console', (path) => expect(isConsolePage(path)).toBe(true));

test.each(['/api/v1/nope', '/api', '/v1/nope', '/ws/x', '/mcp', '/assets/gone.js', '/livez', '/docs/x', '/metrics?x'])(
  '%s belongs to programs',
  (path) => expect(isConsolePage(path)).toBe(false),
);
