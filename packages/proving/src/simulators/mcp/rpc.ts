import { fieldsOf, stringOf, type Fields } from '../models/reading.ts';

export const MCP_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

export interface McpTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. */
  readonly inputSchema: object;
  /** What it answers; what it throws is told to the model as an error of the tool. */
  call(given: Fields): string | Promise<string>;
}

interface Wrong {
  readonly code: number;
  readonly message: string;
}

export type RpcAnswer =
  | { readonly jsonrpc: '2.0'; readonly id: unknown; readonly result: unknown }
  | { readonly jsonrpc: '2.0'; readonly id: unknown; readonly error: Wrong };

export const RPC = {
  PARSE: { code: -32_700, message: 'Parse error' },
  METHOD: { code: -32_601, message: 'Method not found' },
  PARAMS: { code: -32_602, message: 'Invalid params' },
  failed: (id: unknown, error: Wrong): RpcAnswer => ({ jsonrpc: '2.0', id, error }),
} as const;

/** Two at a time, so that nobody who reads one page believes that it has all. */
const PAGE = 2;

const initialize = ({ protocolVersion }: Fields): unknown => ({
  protocolVersion: MCP_VERSIONS.find((version) => version === protocolVersion) ?? MCP_VERSIONS[0],
  capabilities: { tools: { listChanged: false } },
  serverInfo: { name: 'holdfast-simulator', version: '1.0.0' },
});

const list = (tools: readonly McpTool[], { cursor }: Fields): unknown => {
  const from = Number(stringOf(cursor) || 0);
  if (!Number.isInteger(from) || from < 0 || from > tools.length) return undefined;
  const shown = tools.slice(from, from + PAGE);
  const next = from + PAGE < tools.length ? { nextCursor: String(from + PAGE) } : {};
  return { tools: shown.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })), ...next };
};

const call = async (tools: readonly McpTool[], { name, arguments: given }: Fields): Promise<unknown> => {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) return undefined;
  const content = (text: string) => [{ type: 'text', text }];
  try {
    return { content: content(await tool.call(fieldsOf(given))), isError: false };
  } catch (failure) {
    return { content: content(failure instanceof Error ? failure.message : String(failure)), isError: true };
  }
};

export const answerRpc = async (
  tools: readonly McpTool[],
  { id, method, params }: { readonly id: unknown; readonly method: unknown; readonly params: Fields },
): Promise<RpcAnswer> => {
  const methods: Readonly<Record<string, () => unknown>> = {
    initialize: () => initialize(params),
    ping: () => ({}),
    'tools/list': () => list(tools, params),
    'tools/call': () => call(tools, params),
  };
  const act = methods[stringOf(method)];
  if (act === undefined) return RPC.failed(id, RPC.METHOD);
  const result = await act();
  return result === undefined ? RPC.failed(id, RPC.PARAMS) : { jsonrpc: '2.0', id, result };
};
