import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents } from '../testing/model-client.ts';
import { startMcpServer, type McpServer } from './mcp-server.ts';
import type { McpTool } from './rpc.ts';

const tool = (name: string, call: McpTool['call']): McpTool => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
  call,
});

const TOOLS = [
  tool('echo', ({ text }) => String(text)),
  tool('break', () => Promise.reject(new Error('it broke'))),
  tool('third', () => '3'),
];

let server: McpServer;
beforeEach(async () => {
  server = await startMcpServer(TOOLS);
});
afterEach(() => server.close());

const post = (message: object, headers: Record<string, string> = {}) =>
  fetch(server.endpoint, {
    method: 'POST',
    headers: { accept: 'application/json, text/event-stream', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  });

const begin = async (version = '2025-06-18') => {
  const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  const answer = await post({ id: 1, method: 'initialize', params });
  return { session: { 'mcp-session-id': answer.headers.get('mcp-session-id') ?? '' }, body: await answer.text() };
};

const ask = async (method: string, params: object, session: Record<string, string>) =>
  JSON.parse(
    await (await post({ id: 2, method, params }, { ...session, 'mcp-protocol-version': '2025-06-18' })).text(),
  );

test('begins a session, agrees on a version, takes notifications and forgets the session when told', async () => {
  const { session, body } = await begin();
  expect(JSON.parse(body)).toMatchObject({
    id: 1,
    result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: expect.any(String) } },
  });
  expect((await post({ method: 'notifications/initialized' }, session)).status).toBe(202);
  expect((await ask('ping', {}, session)).result).toEqual({});
  expect((await fetch(server.endpoint, { method: 'DELETE', headers: session })).status).toBe(204);
  expect((await post({ id: 2, method: 'ping' }, session)).status).toBe(404);
  expect(JSON.parse((await begin('1999-01-01')).body).result.protocolVersion).toBe('2025-11-25');
});

test('lists its tools page by page', async () => {
  const { session } = await begin();
  const { result: first } = await ask('tools/list', {}, session);
  const { result: second } = await ask('tools/list', { cursor: first.nextCursor }, session);
  expect([...first.tools, ...second.tools].map(({ name }: McpTool) => name)).toEqual(['echo', 'break', 'third']);
  expect(second.nextCursor).toBeUndefined();
  expect((await ask('tools/list', { cursor: 'x' }, session)).error.code).toBe(-32_602);
});

test.each(['json', 'events'] as const)('calls a tool and answers as %s', async (answers) => {
  server.play({ answers });
  const { session } = await begin();
  const given = { name: 'echo', arguments: { text: 'hi' } };
  const answer = await (await post({ id: 2, method: 'tools/call', params: given }, session)).text();
  const message = answers === 'json' ? (JSON.parse(answer) as unknown) : readEvents(answer)[0];
  expect(message).toMatchObject({ id: 2, result: { content: [{ type: 'text', text: 'hi' }], isError: false } });
  expect(server.calls).toEqual([{ tool: 'echo', arguments: { text: 'hi' } }]);
});

test('tells an error of a tool from one of the protocol', async () => {
  const { session } = await begin();
  expect((await ask('tools/call', { name: 'break' }, session)).result).toMatchObject({
    isError: true,
    content: [{ text: 'it broke' }],
  });
  expect((await ask('tools/call', { name: 'nobody' }, session)).error.code).toBe(-32_602);
  expect((await ask('resources/list', {}, session)).error.code).toBe(-32_601);
});

describe('refuses', () => {
  test('a session it does not know, none at all, a version it does not speak, and a client that reads no events', async () => {
    const { session } = await begin();
    const ping = { id: 2, method: 'ping' };
    expect((await post(ping)).status).toBe(400);
    expect((await post(ping, { 'mcp-session-id': 'x' })).status).toBe(404);
    expect((await post(ping, { ...session, 'mcp-protocol-version': '1999-01-01' })).status).toBe(400);
    expect((await post(ping, { ...session, accept: 'application/json' })).status).toBe(406);
    expect((await fetch(server.endpoint)).status).toBe(405);
  });

  test('everybody after it forgot its sessions', async () => {
    const { session } = await begin();
    expect(server.sessions()).toBe(1);
    server.forgetSessions();
    expect((await post({ id: 2, method: 'ping' }, session)).status).toBe(404);
  });
});

test('breaks off before a tool answers', async () => {
  const { session } = await begin();
  server.play({ resetsCalls: true });
  await expect(post({ id: 2, method: 'tools/call', params: { name: 'echo' } }, session)).rejects.toThrow(
    'fetch failed',
  );
  expect(server.calls).toHaveLength(1);
});
