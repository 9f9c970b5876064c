import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { allow, outboundFor } from './testing/outbound.ts';
import { serve, type TestServer } from './testing/server.ts';
import { webFetch } from './web-fetch.ts';

const fetchFrom = ({ port }: TestServer) =>
  webFetch(outboundFor({ allowed: allow(`127.0.0.1:${port}`) }), { purpose: 'provider' });

test('a library sends what it wants to and reads what came, decompressed', async () => {
  const server = await serve((request, response) => {
    void text(request).then((body) => {
      response.setHeader('content-encoding', 'gzip').setHeader('x-model', 'm');
      response.end(
        gzipSync(`${request.method} ${request.headers['authorization']} ${request.headers['content-type']} ${body}`),
      );
    });
  });
  const answer = await fetchFrom(server)(`${server.url}/v1/chat`, {
    method: 'POST',
    headers: { Authorization: 'Bearer k', 'Content-Type': 'application/json' },
    body: '{"a":1}',
  });
  expect([answer.status, answer.ok, answer.headers.get('x-model'), answer.headers.get('content-encoding')]).toEqual([
    200,
    true,
    'm',
    null,
  ]);
  expect(await answer.text()).toBe('POST Bearer k application/json {"a":1}');
});

test('events are read as they come, and a library that cancels closes the line', async () => {
  const server = await serve((_request, response) => void response.write('data: one\n\n'));
  const answer = await fetchFrom(server)(server.url);
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  expect(Buffer.from(value ?? []).toString()).toBe('data: one\n\n');
  await reader?.cancel();
  await expect.poll(server.open).toBe(0);
});

test('an abort of the library closes the line and gives its reason back', async () => {
  const server = await serve(() => {});
  const controller = new AbortController();
  const pending = fetchFrom(server)(server.url, { signal: controller.signal });
  await expect.poll(server.open).toBe(1);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(pending).rejects.toBe(reason);
  await expect.poll(server.open).toBe(0);
});

test('what is refused is refused', async () => {
  const server = await serve((_request, response) => void response.end('hello'));
  await expect(webFetch(outboundFor(), { purpose: 'provider' })(server.url)).rejects.toMatchObject({
    reason: 'refused',
  });
  expect(server.connections()).toBe(0);
});

test.each([204, 304, 302])('%i is an answer', async (status) => {
  const server = await serve((_request, response) => void response.writeHead(status, { location: '/x' }).end());
  expect((await fetchFrom(server)(server.url, { redirect: 'manual' })).status).toBe(status);
});
