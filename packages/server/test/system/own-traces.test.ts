import { getTraceStats } from '@holdfast/protocol/traces/stats';
import { getSpan, listSpans } from '@holdfast/protocol/traces/spans';
import { listTraces } from '@holdfast/protocol/traces/traces';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { tokenOf, useSystem } from '../ground/system.ts';

const workspace = randomUUID();
const system = useSystem({ HOLDFAST_OWN_TRACES_WORKSPACE: workspace });

test('its own requests are traces of the workspace that the operator named, and go on with the trace of who asked', async () => {
  const trace = 'abcd'.repeat(8) as TraceId;
  const other = randomUUID();
  await fetch(new URL('/api/v1/queues', system.url), {
    headers: {
      authorization: `Bearer ${tokenOf('admin', other)}`,
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    },
  });
  const client = system.as('viewer', workspace);
  await expect
    .poll(async () => {
      await client.bodyOf(getTraceStats, { query: { wait_seconds: 10 } });
      return (await client.bodyOf(listSpans, { params: { trace_id: trace } })).items;
    })
    .toMatchObject([
      { name: 'work.list_queues', parent_span_id: '00f067aa0ba902b7', service: 'holdfast', kind: 'server' },
    ]);
  expect(await system.as('viewer', other).bodyOf(listTraces, {})).toMatchObject({ items: [] });
});

test('a call of MCP is a span that names its method and tool, in the trace that its message names', async () => {
  const trace = 'dcba'.repeat(8) as TraceId;
  const headers = {
    authorization: `Bearer ${tokenOf('admin', randomUUID())}`,
    'content-type': 'application/json',
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': 'list_imports',
  };
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    traceparent: `00-${trace}-00f067aa0ba902b7-01`,
  };
  const params = { name: 'list_imports', arguments: {}, _meta };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  expect((await fetch(new URL('/mcp', system.url), { method: 'POST', headers, body })).status).toBe(200);
  const client = system.as('viewer', workspace);
  await expect
    .poll(async () => {
      await client.bodyOf(getTraceStats, { query: { wait_seconds: 10 } });
      return (await client.bodyOf(listSpans, { params: { trace_id: trace } })).items;
    })
    .toMatchObject([{ name: 'mcp.message', parent_span_id: '00f067aa0ba902b7', service: 'holdfast', kind: 'server' }]);
  const [span] = (await client.bodyOf(listSpans, { params: { trace_id: trace } })).items;
  const { attributes } = await client.bodyOf(getSpan, {
    params: { trace_id: trace, span_id: span?.span_id as SpanId },
  });
  expect(attributes).toMatchObject({ 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'list_imports' });
  const metrics = await (await fetch(new URL('/metrics', system.url))).text();
  expect(metrics).toContain('holdfast_mcp_calls_total{tool="list_imports",outcome="answered"} 1');
});
