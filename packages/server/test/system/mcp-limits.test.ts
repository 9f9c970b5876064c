import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sayMcp } from '../ground/mcp.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem({ HOLDFAST_LIMIT_MEMBER: '2' });

test('messages are counted like every request, and one too many is told when to come again', async () => {
  const who = { token: tokenOf('analyst', randomUUID()), workspace: undefined };
  const list = () => sayMcp(system, who, { method: 'tools/list' });
  expect([(await list()).status, (await list()).status]).toEqual([200, 200]);
  const refused = await list();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('ratelimit')).toContain('"member";r=0');
  expect(refused.body).toMatchObject({ jsonrpc: '2.0', error: { data: { code: 'rate_limited' } } });
});
