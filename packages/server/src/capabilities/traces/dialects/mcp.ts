import { kindFrom } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import type { GenAiKind } from './gen-ai-span.ts';
import { firstText } from './span-view.ts';

const KINDS: Readonly<Record<string, GenAiKind>> = {
  'tools/call': 'tool',
  'resources/read': 'retrieval',
  'prompts/get': 'retrieval',
};

/** Spans of the Model Context Protocol. Tools are named as OpenTelemetry names them. Its session is a connection, which counts only where no conversation is told. */
export const mcp: Dialect = {
  name: 'mcp',
  attributes: { session: ['mcp.session.id'] },
  tokens: {},
  facts: {
    reads: ['mcp.method.name'],
    kind: ({ attributes }) => kindFrom(KINDS, firstText(attributes, ['mcp.method.name'])),
  },
  details: {
    metadata: ({ attributes }) =>
      new Map(
        [...attributes].filter(
          ([name]) => name.startsWith('mcp.') || name.startsWith('jsonrpc.') || name === 'gen_ai.prompt.name',
        ),
      ),
  },
};
