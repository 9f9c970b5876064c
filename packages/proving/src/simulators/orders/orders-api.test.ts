import { afterEach, beforeEach, expect, test } from 'vitest';
import { startOrdersApi, type OrdersApi } from './orders-api.ts';

let api: OrdersApi;

beforeEach(async () => {
  api = await startOrdersApi();
});
afterEach(() => api.close());

const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(api.url + path, {
    method,
    headers: { authorization: `Bearer ${api.key}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const ORDER = { customer_id: 'c1', lines: [{ sku: 'tea', quantity: 2 }] };

test('describes itself in OpenAPI 3.1: every reference leads somewhere, every path answers', async () => {
  const document = await (await fetch(api.documentUrl)).text();
  const { openapi, paths, servers, components } = JSON.parse(document) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
    servers: { url: string }[];
    components: { schemas: Record<string, unknown> };
  };
  expect([openapi, servers[0]?.url]).toEqual(['3.1.0', api.url]);
  const named = [...document.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => components.schemas[name] === undefined)).toEqual([]);
  const operations = Object.entries(paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => [verb, path]));
  for (const [verb = '', path = ''] of operations) {
    const place = path.replace('{customer_id}', 'c1').replace('{order_id}', 'o9');
    expect((await ask(verb.toUpperCase(), place, verb === 'post' ? ORDER : undefined)).status).not.toBe(405);
  }
});

test('reads and writes, and refuses what cannot be', async () => {
  expect((await ask('POST', '/orders', ORDER)).status).toBe(201);
  expect(await (await ask('GET', '/orders/o1')).json()).toMatchObject({ ...ORDER, status: 'placed' });
  expect(await (await ask('GET', '/orders?customer_id=c2')).json()).toEqual([]);
  expect((await ask('POST', '/orders/o1/cancel')).status).toBe(200);
  expect((await ask('POST', '/orders/o1/cancel')).status).toBe(409);
  expect((await ask('GET', '/customers/nobody')).status).toBe(404);
  expect((await ask('POST', '/orders', { ...ORDER, lines: [] })).status).toBe(422);
  expect((await ask('POST', '/orders', { ...ORDER, customer_id: 'x' })).status).toBe(422);
  expect((await ask('GET', '/orders', undefined, { authorization: 'Bearer x' })).status).toBe(401);
});

test('the same key places one order, another body under it is refused', async () => {
  const key = { 'idempotency-key': 'k' };
  const first = await (await ask('POST', '/orders', ORDER, key)).json();
  expect(await (await ask('POST', '/orders', ORDER, key)).json()).toEqual(first);
  expect((await ask('POST', '/orders', { ...ORDER, customer_id: 'c2' }, key)).status).toBe(422);
  expect(api.orders()).toHaveLength(1);
});

test('can fail before it has done anything, and after', async () => {
  api.play((_asked, nth) => (nth === 1 ? { before: { status: 503 } } : { after: 'reset' }));
  expect((await ask('POST', '/orders', ORDER)).status).toBe(503);
  expect(api.orders()).toHaveLength(0);
  await expect(ask('POST', '/orders', ORDER)).rejects.toThrow('fetch failed');
  expect(api.orders()).toHaveLength(1);
  expect(api.asked.map(({ method, json }) => [method, json])).toEqual([
    ['POST', ORDER],
    ['POST', ORDER],
  ]);
});
