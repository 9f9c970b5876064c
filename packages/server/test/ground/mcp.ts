import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';
import { ask, begin, readWhole, type Asked } from './ask.ts';
import type { Person } from './people.ts';
import type { TestSystem } from './system.ts';

export const DIALECTS = ['2025-11-25', '2026-07-28'] as const;
export type Dialect = (typeof DIALECTS)[number];

type Who = Pick<Person, 'token' | 'workspace'>;

const headersOf = ({ token, workspace }: Who): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  ...(workspace === undefined ? {} : { 'holdfast-workspace': workspace }),
});

/** The official client, speaking one dialect, as somebody. It is closed when the test is over. */
export const connectMcp = async (url: string, who: Who, dialect: Dialect, capabilities: object = {}) => {
  const versionNegotiation = { mode: dialect === '2026-07-28' ? { pin: dialect } : 'legacy' } as const;
  const client = new Client({ name: 'a test', version: '1.0.0' }, { versionNegotiation, capabilities });
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', url), {
    requestInit: { headers: headersOf(who) },
  });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { client, transport };
};

const nameIn = (method: string, params: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> => {
  const name = method === 'tools/call' ? params['name'] : params['taskId'];
  return typeof name === 'string' ? { 'mcp-name': name } : {};
};

/** Requests of the stateless dialect that the client has no call for. */
export const dispatchMcp = (url: string, who: Who) => async (request: unknown) => {
  const { method, params } = request as { method: string; params: Readonly<Record<string, unknown>> };
  const answer = await fetch(new URL('/mcp', url), {
    method: 'POST',
    headers: {
      ...headersOf(who),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...nameIn(method, params),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const said = (await answer.json()) as object;
  return { kind: 'result' in said ? 'result' : 'error', ...said } as never;
};

const META = 'io.modelcontextprotocol/';

export interface Spoken {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly capabilities?: object;
  readonly meta?: object;
}

/** One message of the stateless dialect, as any program would send it. */
export const sayMcp = (
  system: TestSystem,
  who: Who,
  { method, params = {}, headers = {}, capabilities = {}, meta = {} }: Spoken,
): Promise<Asked> =>
  ask(system, 'POST /mcp', {
    role: 'nobody',
    headers: {
      ...headersOf(who),
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...nameIn(method, params),
      ...headers,
    },
    json: {
      jsonrpc: '2.0',
      id: 1,
      method,
      params: {
        ...params,
        _meta: { [`${META}protocolVersion`]: '2026-07-28', [`${META}clientCapabilities`]: capabilities, ...meta },
      },
    },
  });

/** Says hello, and what is said in the session after that. */
export const openMcpSession = async (system: TestSystem, who: Who) => {
  const start = (json: object, headers: Readonly<Record<string, string>> = {}, as: Who = who): Promise<Response> =>
    begin(system, 'POST /mcp', {
      role: 'nobody',
      headers: { ...headersOf(as), accept: 'application/json, text/event-stream', ...headers },
      json: { jsonrpc: '2.0', ...json },
    });
  const say = async (...saying: Parameters<typeof start>): Promise<Asked> => readWhole(await start(...saying));
  const hello = await say({
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a test', version: '1' } },
  });
  const id = hello.headers.get('mcp-session-id') ?? '';
  const session = { 'mcp-session-id': id, 'mcp-protocol-version': '2025-11-25' };
  return {
    hello,
    id,
    say,
    /** As far as the head of the answer. */
    begin: (method: string, params: object = {}) => start({ id: 1, method, params }, session),
    call: (method: string, params: object = {}, as: Who = who) => say({ id: 1, method, params }, session, as),
    end: (as: Who = who) =>
      ask(system, 'DELETE /mcp', { role: 'nobody', headers: { ...headersOf(as), 'mcp-session-id': id } }),
  };
};
