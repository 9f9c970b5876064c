import { expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { deciding } from '../ground/decisions.ts';
import { openMcpSession, sayMcp } from '../ground/mcp.ts';
import { askAs, usePeople } from '../ground/people.ts';
import { useSystem } from '../ground/system.ts';

const system = useSystem();
const people = usePeople(system);
const house = deciding(system, people);

const errorOf = (body: unknown) => (body as { error: { code: number; message: string } }).error;

test('a session begins with hello, goes on by its id, and is over when it is ended', async () => {
  const { admin } = await house.house(0);
  const session = await openMcpSession(system, admin);
  expect(session.hello.status).toBe(200);
  expect(session.hello.body).toMatchObject({
    id: 0,
    result: { protocolVersion: '2025-11-25', serverInfo: { name: 'holdfast' }, capabilities: { tools: {} } },
  });
  expect(session.id).toMatch(/^[\u0021-\u007e]+$/);
  const said = await session.say({ method: 'notifications/initialized' }, { 'mcp-session-id': session.id });
  expect([said.status, said.text]).toEqual([202, '']);
  expect((await session.call('ping')).body).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  expect((await session.end()).status).toBe(204);
  expect((await session.end()).status).toBe(404);
  const after = await session.call('ping');
  expect(after.status).toBe(404);
  expect(errorOf(after.body).message).toContain('begin with initialize');
});

test('a session is of whoever opened it: for everybody else there is none', async () => {
  const { admin } = await house.house(0);
  const session = await openMcpSession(system, admin);
  const analyst = await people.join(admin, 'analyst');
  const { admin: stranger } = await house.house(0);
  for (const other of [analyst, stranger, await house.keyOf(admin)]) {
    expect((await session.call('tools/list', {}, other)).status).toBe(404);
    expect((await session.end(other)).status).toBe(404);
  }
  expect((await session.call('tools/list')).status).toBe(200);
});

test.each([
  ['no session', {}, 400],
  ['one that was never opened', { 'mcp-session-id': '0198c0de-dead-7000-8000-00000000beef' }, 404],
  ['one that cannot be', { 'mcp-session-id': 'x' }, 404],
])('a request with %s is told to begin', async (_what, headers, status) => {
  const { admin } = await house.house(0);
  const { say } = await openMcpSession(system, admin);
  const refused = await say({ id: 7, method: 'tools/list' }, headers);
  expect(refused.status).toBe(status);
  expect(refused.body).toMatchObject({ jsonrpc: '2.0', id: 7, error: { code: -32600 } });
});

test('a revision that is not known is answered with one that is, and later named in vain', async () => {
  const { admin } = await house.house(0);
  const session = await openMcpSession(system, admin);
  const hello = { capabilities: {}, clientInfo: { name: 'old', version: '1' } };
  const agreed = async (protocolVersion: string) => {
    const { body } = await session.say({ id: 1, method: 'initialize', params: { ...hello, protocolVersion } });
    return (body as { result: { protocolVersion: string } }).result.protocolVersion;
  };
  expect(await agreed('2025-06-18')).toBe('2025-06-18');
  expect(await agreed('2024-11-05')).toBe('2025-11-25');
  const named = { 'mcp-session-id': session.id, 'mcp-protocol-version': '1999-01-01' };
  expect((await session.say({ id: 2, method: 'ping' }, named)).status).toBe(400);
  const half = await session.say({ id: 3, method: 'initialize', params: { protocolVersion: '2025-11-25' } });
  expect([half.status, errorOf(half.body).code]).toEqual([400, -32602]);
});

test('a principal has a hundred sessions at most: that which was used longest ago gives way', async () => {
  const { admin } = await house.house(0);
  const first = await openMcpSession(system, admin);
  for (let opened = 0; opened < 99; opened += 1) await openMcpSession(system, admin);
  expect((await first.call('ping')).status).toBe(200);
  await openMcpSession(system, admin);
  expect((await first.call('ping')).status).toBe(404);
});

test('a page of somebody else is refused, whatever it brings', async () => {
  const { admin } = await house.house(0);
  const asked = { method: 'tools/list' };
  expect((await sayMcp(system, admin, { ...asked, headers: { origin: 'https://evil.example' } })).status).toBe(403);
  expect((await sayMcp(system, admin, { ...asked, headers: { origin: system.url } })).status).toBe(200);
});

test('nobody is let in, and is told how by an error of the protocol', async () => {
  const asked = await ask(system, 'POST /mcp', { role: 'nobody', json: { jsonrpc: '2.0', id: 1, method: 'ping' } });
  expect(asked.status).toBe(401);
  expect(asked.headers.get('www-authenticate')).toContain('Bearer');
  expect(asked.body).toMatchObject({ jsonrpc: '2.0', error: { data: { code: 'unauthenticated' } } });
  const got = await ask(system, 'GET /mcp', { role: 'nobody' });
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'DELETE, POST']);
  expect(got.body).toMatchObject({ jsonrpc: '2.0', error: { data: { code: 'method_not_allowed' } } });
});

test.each([
  ['broken JSON', '{', 400, -32700],
  ['nothing', '', 400, -32600],
  ['several at once', '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', 400, -32600],
  ['another protocol', '{"id":1,"method":"ping"}', 400, -32600],
  ['an id that is an object', '{"jsonrpc":"2.0","id":{},"method":"ping"}', 400, -32600],
  ['no method', '{"jsonrpc":"2.0","id":1}', 400, -32600],
  ['params that are a list', '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', 400, -32600],
  ['a key into prototypes', '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"__proto__":{}}}', 400, -32700],
  ['depth', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 400, -32600],
  [
    'depth in params',
    `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    400,
    -32600,
  ],
  ['more than it takes', JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(1_100_000) }), 413, -32600],
])('%s is refused as what it is', async (_what, raw, status, code) => {
  const { admin } = await house.house(0);
  const headers = { authorization: `Bearer ${admin.token}`, 'holdfast-workspace': admin.workspace ?? '' };
  const refused = await ask(system, 'POST /mcp', {
    role: 'nobody',
    headers: { ...headers, 'content-type': 'application/json' },
    raw,
  });
  expect([refused.status, errorOf(refused.body).code]).toEqual([status, code]);
});

test('whoever is in two workspaces and names none is asked for one', async () => {
  const founder = await people.first();
  await house.house(0);
  const asked = await askAs(system, { ...founder, workspace: undefined }, 'POST /mcp', {
    json: { jsonrpc: '2.0', id: 1, method: 'ping' },
  });
  expect(asked.status).toBe(403);
  expect(errorOf(asked.body).message).toContain('Holdfast-Workspace');
});
