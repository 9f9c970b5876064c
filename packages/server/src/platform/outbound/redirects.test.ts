import { expect, test } from 'vitest';
import { allow, outboundFor, reasonOf } from './testing/outbound.ts';
import { serve } from './testing/server.ts';
import { nextHop } from './hops.ts';

const AS_TOOL = { purpose: 'tool' } as const;

const redirectTo = (location: string, status = 302) =>
  serve((_request, response) => void response.writeHead(status, { location }).end('moved'));

test.each([
  'http://127.0.0.2:8080/',
  'http://169.254.169.254/latest/meta-data/',
  'http://localhost/',
  'http://[::1]/',
  'http://2130706433/',
  'http://metadata.google.internal/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_x',
  'http://user:pass@93.184.216.34/',
  'http://93.184.216.34:22/',
])('a redirect to %s is refused', async (location) => {
  const server = await redirectTo(location);
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`), connectMs: 1 });
  expect(await reasonOf(outbound.fetch(server.url, { ...AS_TOOL, plainHttp: true }))).toBe('refused');
});

test('a redirect to a name that resolves to a private address is refused', async () => {
  const inside = await serve((_request, response) => void response.end('secret'), '127.0.0.2');
  const server = await redirectTo(`http://public.example.com:${inside.port}/`);
  const outbound = outboundFor({ resolve: async () => ['127.0.0.2'], allowed: allow(`127.0.0.1:${server.port}`) });
  expect(await reasonOf(outbound.fetch(server.url, { ...AS_TOOL, plainHttp: true }))).toBe('refused');
  expect(inside.connections()).toBe(0);
});

test('a loop ends after three, and so does a chain', async () => {
  const asked: string[] = [];
  const server = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(302, { location: `/${Number(request.url?.slice(1)) + 1}` }).end();
  });
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
  expect(await reasonOf(outbound.fetch(`${server.url}/0`, { ...AS_TOOL, redirects: 99 }))).toBe('broken');
  expect(asked).toEqual(['/0', '/1', '/2', '/3']);
});

test('three redirects are followed, and the answer says where it came from', async () => {
  const server = await serve((request, response) => {
    const at = Number(request.url?.slice(1));
    if (at < 3) response.writeHead(307, { location: String(at + 1) }).end();
    else response.end('there');
  });
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
  const { status, url, body } = await outbound.fetch(`${server.url}/0`, AS_TOOL);
  expect([status, url, body.toString()]).toEqual([200, `${server.url}/3`, 'there']);
});

test('another origin gets no header but the harmless ones', async () => {
  const seen: (string | string[] | undefined)[][] = [];
  const there = await serve((request, response) => {
    const { authorization, cookie, accept } = request.headers;
    seen.push([authorization, cookie, request.headers['x-api-key'], accept]);
    response.end();
  });
  const here = await serve((request, response) => {
    if (request.url === '/first') response.writeHead(302, { location: '/second' }).end();
    else {
      seen.push([
        request.headers.authorization,
        request.headers.cookie,
        request.headers['x-api-key'],
        request.headers.accept,
      ]);
      response.writeHead(302, { location: there.url }).end();
    }
  });
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${here.port}`, `127.0.0.1:${there.port}`) });
  const headers = { Authorization: 'Bearer s3cret', Cookie: 'a=b', 'X-API-Key': 's3cret', Accept: 'text/plain' };
  await outbound.fetch(`${here.url}/first`, { ...AS_TOOL, headers });
  expect(seen).toEqual([
    ['Bearer s3cret', 'a=b', 's3cret', 'text/plain'],
    [undefined, undefined, undefined, 'text/plain'],
  ]);
});

test('a POST is not redirected unless said so, and then as browsers do it', async () => {
  const asked: string[] = [];
  const server = await serve((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/') response.writeHead(303, { location: '/seen' }).end();
    else response.end();
  });
  const outbound = outboundFor({ allowed: allow(`127.0.0.1:${server.port}`) });
  expect((await outbound.fetch(server.url, { ...AS_TOOL, method: 'POST', body: 'x' })).status).toBe(303);
  expect((await outbound.fetch(server.url, { ...AS_TOOL, method: 'POST', body: 'x', redirects: 1 })).status).toBe(200);
  expect(asked).toEqual(['POST /', 'POST /', 'GET /seen']);
});

const post = { url: new URL('https://a.example.com/'), method: 'POST', headers: { authorization: 'x' }, body: 'b' };

test.each([301, 302, 307, 308])('a body that %i sends to another origin stays here', (status) => {
  expect(() => nextHop(post, status, 'https://b.example.com/')).toThrow(/its body does not belong/);
});

test('from https to http goes nobody', () => {
  expect(() => nextHop({ ...post, method: 'GET' }, 302, 'http://a.example.com/')).toThrow(/without encryption/);
});

test.each([300, 304, 305, 306, 200])('%i with a Location is no redirect', (status) => {
  expect(nextHop(post, status, '/x')).toBeUndefined();
});

test('a redirect to no URL is broken', () => {
  expect(() => nextHop(post, 302, 'http://[')).toThrow(/what is no URL/);
});
