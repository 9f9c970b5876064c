import { z } from 'zod';
import { contract } from '../contract.ts';

const WHO = { signedIn: 'each tool declares the permission that it needs, and is not there for others' } as const;

/** Of JSON-RPC, whose results are as the method says. */
const Message = z.looseObject({ jsonrpc: z.literal('2.0') });

export const mcpMessage = contract({
  name: 'mcp.message',
  method: 'POST',
  path: '/mcp',
  summary:
    'The Model Context Protocol over HTTP: one message of JSON-RPC, by the revision 2026-07-28 or in a session of 2025-11-25.',
  permission: WHO,
  speaks: 'mcp',
  answers: { 200: Message },
});

export const endMcpSession = contract({
  name: 'mcp.end_session',
  method: 'DELETE',
  path: '/mcp',
  summary: 'End the session of MCP that the header Mcp-Session-Id names.',
  permission: WHO,
  speaks: 'mcp',
  answers: { 204: z.undefined() },
});
