import { getTraceStats } from '@holdfast/protocol/traces/stats';
import { listSpans } from '@holdfast/protocol/traces/spans';
import { listTraces } from '@holdfast/protocol/traces/traces';
import type { TraceId } from '@holdfast/protocol/traces/ids';
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
