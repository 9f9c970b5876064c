import { pause } from '../../pause.ts';
import { answerJson, answerNothing, startHttpSimulator, type Exchange, type HttpSimulator } from '../http-simulator.ts';
import { endInReset } from '../mishap.ts';
import { fieldsOf, stringOf, type Fields } from '../models/reading.ts';
import { answerRpc, MCP_VERSIONS, RPC, type McpTool, type RpcAnswer } from './rpc.ts';

export interface McpScript {
  /** Answers come as JSON, or as one event of a stream: clients must understand both. */
  readonly answers?: 'json' | 'events';
  readonly latencyMs?: number;
  /** Ends in a RST before a tool answers. */
  readonly resetsCalls?: boolean;
}

/** A server of tools over streamable HTTP, with sessions. https://modelcontextprotocol.io/specification */
export interface McpServer extends HttpSimulator {
  readonly endpoint: string;
  /** The tools that were called, with what they were given. */
  readonly calls: readonly { readonly tool: string; readonly arguments: Fields }[];
  sessions(): number;
  /** Forgets its sessions, as after a restart: clients must begin anew. */
  forgetSessions(): void;
  play(script: McpScript): void;
}

const MOST_SESSIONS = 1_000;

const answerIn = ({ response }: Exchange, form: 'json' | 'events', body: RpcAnswer, headers = {}): void => {
  if (form === 'json') return answerJson(response, 200, body, headers);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', ...headers });
  response.end(`event: message\ndata: ${JSON.stringify(body)}\n\n`);
};

const acceptsBoth = (accept = ''): boolean =>
  accept.includes('application/json') && accept.includes('text/event-stream');

const isVersion = (version: unknown): boolean => MCP_VERSIONS.some((each) => each === version);

export const startMcpServer = async (tools: readonly McpTool[], first: McpScript = {}): Promise<McpServer> => {
  const calls: { tool: string; arguments: Fields }[] = [];
  const sessions = new Set<string>();
  let script = first;
  let made = 0;

  const begin = (): string => {
    made += 1;
    const id = `session-${made}`;
    sessions.add(id);
    // the oldest is forgotten first: whoever still has it must begin anew
    if (sessions.size > MOST_SESSIONS) sessions.delete([...sessions][0] as string);
    return id;
  };

  const post = async (exchange: Exchange): Promise<void> => {
    const { asked, response, gone } = exchange;
    const { headers, json } = asked;
    if (!acceptsBoth(headers.accept)) return answerNothing(response, 406);
    if (json === undefined || Array.isArray(json)) return answerJson(response, 400, RPC.failed(null, RPC.PARSE));
    const { method, id, params } = fieldsOf(json);
    const beginning = method === 'initialize';
    const session = headers['mcp-session-id'];
    if (!beginning && session === undefined) return answerNothing(response, 400);
    if (!beginning && !sessions.has(stringOf(session))) return answerNothing(response, 404);
    const version = headers['mcp-protocol-version'];
    if (!beginning && version !== undefined && !isVersion(version)) return answerNothing(response, 400);
    if (id === undefined) return answerNothing(response, 202);
    if (method === 'tools/call') {
      const given = fieldsOf(params);
      calls.push({ tool: stringOf(given['name']), arguments: fieldsOf(given['arguments']) });
    }
    await pause(script.latencyMs ?? 0, gone);
    if (gone.aborted) return;
    if (method === 'tools/call' && script.resetsCalls === true) return endInReset(response);
    const body = await answerRpc(tools, { id, method, params: fieldsOf(params) });
    answerIn(exchange, script.answers ?? 'json', body, beginning ? { 'mcp-session-id': begin() } : {});
  };

  const simulator = await startHttpSimulator(async (exchange) => {
    const { asked, response } = exchange;
    if (asked.path !== '/mcp') return answerNothing(response, 404);
    if (asked.method === 'POST') return post(exchange);
    if (asked.method !== 'DELETE') return answerNothing(response, 405, { allow: 'POST, DELETE' });
    answerNothing(response, sessions.delete(stringOf(asked.headers['mcp-session-id'])) ? 204 : 404);
  });

  return {
    ...simulator,
    endpoint: `${simulator.url}/mcp`,
    calls,
    sessions: () => sessions.size,
    forgetSessions: () => sessions.clear(),
    play(next) {
      script = next;
    },
  };
};
