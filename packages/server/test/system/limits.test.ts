import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';

const NOTES = '/api/v1/probe/notes';

describe('limits of a member, a workspace and an address', () => {
  const system = useSystem({
    HOLDFAST_LIMIT_MEMBER: '3',
    HOLDFAST_LIMIT_WORKSPACE: '5',
    HOLDFAST_LIMIT_ADDRESS: '4',
  });

  test('every answer says what is left, and one too many is 429 with when to come back', async () => {
    const who = { workspace: randomUUID(), member: randomUUID() };
    for (const left of [2, 1, 0]) {
      const { status, headers } = await ask(system, `GET ${NOTES}`, who);
      expect(status).toBe(200);
      expect(headers.get('ratelimit-policy')).toBe('"member";q=3;w=60, "workspace";q=5;w=60');
      expect(headers.get('ratelimit')).toMatch(
        new RegExp(`^"member";r=${left};t=\\d+, "workspace";r=${left + 2};t=\\d+$`),
      );
    }
    const refused = await ask(system, `GET ${NOTES}`, who);
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'rate_limited', detail: 'The limit "member" of 3 requests a minute is used up.' },
    });
    expect(refused.headers.get('retry-after')).toMatch(/^(1\d|20)$/);
    expect(refused.headers.get('ratelimit')).toMatch(/^"member";r=0;t=\d+$/);
    // another member of the workspace has what is left of it
    const statuses = [];
    for (let asked = 0; asked < 3; asked += 1)
      statuses.push((await ask(system, `GET ${NOTES}`, { workspace: who.workspace })).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await ask(system, `GET ${NOTES}`)).status).toBe(200);
  });

  test('whoever is over the limit is told so before its permission and its body are looked at', async () => {
    const who = { workspace: randomUUID(), member: randomUUID() };
    for (let asked = 0; asked < 3; asked += 1)
      expect((await ask(system, `POST ${NOTES}`, { ...who, role: 'viewer', raw: '{' })).status).toBe(403);
    expect((await ask(system, `POST ${NOTES}`, { ...who, role: 'viewer', raw: '{' })).status).toBe(429);
  });

  test('fifty at the same moment: as many pass as there are tokens', async () => {
    const who = { workspace: randomUUID(), member: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(system, `GET ${NOTES}`, who)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(47);
  });

  test('strangers are counted by their address; a member from there is not', async () => {
    const statuses = [];
    for (let asked = 0; asked < 6; asked += 1)
      statuses.push((await ask(system, `GET ${NOTES}`, { role: 'nobody' })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
    expect((await ask(system, `GET ${NOTES}`)).status).toBe(200);
    expect(await (await system.fetch('/metrics')).text()).toMatch(
      /holdfast_requests_limited_total\{limit="address"\} 2/,
    );
  });

  test.each(['/livez', '/readyz', '/version', '/metrics', '/docs', '/openapi.json'])(
    '%s is always answered and says nothing of limits',
    async (path) => {
      for (let asked = 0; asked < 8; asked += 1) {
        const { status, headers } = await ask(system, `GET ${path}`, { role: 'nobody' });
        expect([status, headers.get('ratelimit')]).toEqual([200, null]);
      }
    },
  );

  test('a stream counts as one, and says what is left', async () => {
    const { headers } = await ask(system, 'GET /api/v1/probe/stream?count=2');
    expect(headers.get('ratelimit')).toContain('"member";r=2');
  });
});
