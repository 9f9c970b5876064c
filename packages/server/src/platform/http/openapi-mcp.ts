import type { Contract } from '@holdfast/protocol/contract';

type Json = Record<string, unknown>;

const MESSAGE = {
  type: 'object',
  properties: { jsonrpc: { const: '2.0' } },
  required: ['jsonrpc'],
};

const ERROR = {
  ...MESSAGE,
  properties: {
    ...MESSAGE.properties,
    error: {
      type: 'object',
      properties: { code: { type: 'integer' }, message: { type: 'string' }, data: {} },
      required: ['code', 'message'],
    },
  },
  required: ['jsonrpc', 'error'],
};

const HEADERS: Readonly<Record<string, string>> = {
  'MCP-Protocol-Version': 'The revision that is spoken.',
  'Mcp-Session-Id': 'Of the session, where the revision has some.',
  'Mcp-Method': 'The method of the message, where the revision asks for it.',
  'Mcp-Name': 'The tool or task that the message names, where the revision asks for it.',
};

const FAILURES: Readonly<Record<number, string>> = {
  400: 'The message cannot be read, or its headers say other than it does',
  401: 'No API key or sign-in token, or one that is not valid',
  403: 'From a page of somebody else, or in no workspace',
  404: 'No such method, or no such session',
  413: 'Larger than allowed',
  415: 'Another type than JSON',
  429: 'Too many requests',
  500: 'Something that was not foreseen',
  503: 'Not now; send it again after Retry-After',
  504: 'Not in time',
};

/** Methods, params and results are those of the Model Context Protocol. */
export const mcpOperation = ({ method, summary }: Contract): Json => ({
  parameters: Object.entries(HEADERS).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  })),
  ...(method === 'POST'
    ? { requestBody: { required: true, content: { 'application/json': { schema: MESSAGE } } } }
    : {}),
  responses: {
    ...(method === 'POST' ? answersOf(summary) : { 204: { description: 'Done.' } }),
    ...Object.fromEntries(
      Object.entries(FAILURES).map(([status, description]) => [
        status,
        { description, content: { 'application/json': { schema: ERROR } } },
      ]),
    ),
  },
});

const answersOf = (summary: string): Json => ({
  200: {
    description: summary,
    content: {
      'application/json': { schema: MESSAGE },
      'text/event-stream': { schema: { type: 'string', description: 'Messages, as they come.' } },
    },
  },
  202: { description: 'A notification was taken.' },
});
