import { addPrice } from '@holdfast/protocol/prices/prices';
import { listSessions } from '@holdfast/protocol/traces/groups';
import { getTraceFacets, getTraceHistogram, getTraceAggregates } from '@holdfast/protocol/traces/overview';
import { getSpan, listSpans } from '@holdfast/protocol/traces/spans';
import { getTraceStats } from '@holdfast/protocol/traces/stats';
import { getTrace, listTraces } from '@holdfast/protocol/traces/traces';
import type { SpanId, TraceId } from '@holdfast/protocol/traces/ids';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { tokenOf, useSystem } from '../ground/system.ts';

const system = useSystem();

interface Sent {
  readonly id?: string;
  readonly parent?: string;
  readonly name?: string;
  readonly start?: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

const idOf = (bytes: number): string => randomBytes(bytes).toString('hex');

const keyValues = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: { stringValue: value } }));

/** Sends spans as OTLP in JSON, and waits until they are found. */
const send = async (workspace: string, trace: string, spans: readonly Sent[]): Promise<void> => {
  const body = {
    resourceSpans: [
      {
        resource: { attributes: keyValues({ 'service.name': 'shop' }) },
        scopeSpans: [
          {
            spans: spans.map(({ id = idOf(8), parent, name = 'work', start = 1_700_000_000, attributes = {} }) => ({
              traceId: trace,
              spanId: id,
              ...(parent === undefined ? {} : { parentSpanId: parent }),
              name,
              kind: 1,
              startTimeUnixNano: `${start}000000000`,
              endTimeUnixNano: `${start}500000000`,
              attributes: keyValues(attributes),
            })),
          },
        ],
      },
    ],
  };
  const answer = await fetch(new URL('/v1/traces', system.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf('analyst', workspace)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  await system.as('viewer', workspace).bodyOf(getTraceStats, { query: { wait_seconds: 20 } });
};

describe('what was sent', () => {
  test('is found as a trace, as its spans, and each span whole', async () => {
    const [workspace, trace, root] = [randomUUID(), idOf(16) as TraceId, idOf(8) as SpanId];
    await send(workspace, trace, [
      { id: root, name: 'answer', attributes: { 'session.id': 's1', 'http.route': '/chat' } },
      { parent: root, name: 'look up' },
    ]);
    const client = system.as('viewer', workspace);
    const traces = await client.bodyOf(listTraces, {});
    expect(traces).toMatchObject({ items: [{ trace_id: trace, name: 'answer', spans: 2 }], searched_until: null });
    expect(await client.bodyOf(getTrace, { params: { trace_id: trace } })).toEqual(traces.items[0]);
    const spans = await client.bodyOf(listSpans, { params: { trace_id: trace }, query: { limit: 1 } });
    expect(spans.items).toHaveLength(1);
    const more = { limit: 1, cursor: spans.next_cursor ?? '' };
    const rest = await client.bodyOf(listSpans, { params: { trace_id: trace }, query: more });
    expect(rest).toMatchObject({ items: [{}], next_cursor: null });
    const detail = await client.bodyOf(getSpan, { params: { trace_id: trace, span_id: root } });
    expect(detail).toMatchObject({
      name: 'answer',
      attributes: { 'http.route': '/chat' },
      resource: { attributes: { 'service.name': 'shop' } },
      differing_resends: 0,
    });
    expect(await client.bodyOf(getTraceFacets, {})).toMatchObject({
      traces: 1,
      service: [{ value: 'shop', traces: 1 }],
    });
    expect((await client.bodyOf(getTraceHistogram, {})).buckets).toHaveLength(1);
    expect((await client.bodyOf(getTraceAggregates, { query: { group_by: 'service' } })).groups).toHaveLength(1);
    expect((await client.bodyOf(listSessions, {})).items).toMatchObject([{ session: 's1', traces: 1 }]);
    expect(await client.bodyOf(getTraceStats, {})).toMatchObject({
      spans: 2,
      traces: 1,
      bytes: null,
      received: expect.any(String),
      visible: expect.any(String),
    });
  });

  test('is nobody else\u2019s', async () => {
    const [workspace, trace, span] = [randomUUID(), idOf(16), idOf(8)];
    await send(workspace, trace, [{ id: span }]);
    const stranger = { role: 'viewer', workspace: randomUUID() } as const;
    expect((await ask(system, `GET /api/v1/traces/${trace}`, stranger)).status).toBe(404);
    expect((await ask(system, `GET /api/v1/traces/${trace}/spans`, stranger)).status).toBe(404);
    expect((await ask(system, `GET /api/v1/traces/${trace}/spans/${span}`, stranger)).status).toBe(404);
    expect((await ask(system, 'GET /api/v1/traces', stranger)).body).toMatchObject({ items: [] });
  });

  test('is found by an attribute, which is looked for span by span', async () => {
    const workspace = randomUUID();
    const traces = Array.from({ length: 30 }, () => idOf(16));
    for (const [index, trace] of traces.entries())
      await send(workspace, trace, [{ start: 1_700_000_000 + index, attributes: { order: String(index % 3) } }]);
    const client = system.as('viewer', workspace);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { attribute: 'order=2', limit: 4, ...(cursor === undefined ? {} : { cursor }) };
      const page = await client.bodyOf(listTraces, { query });
      found.push(...page.items.map(({ trace_id: id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(traces.filter((_trace, index) => index % 3 === 2).toReversed());
    const ofService = await client.bodyOf(listTraces, { query: { attribute: 'service.name=shop', limit: 1 } });
    expect(ofService.items).toHaveLength(1);
    expect((await client.bodyOf(listTraces, { query: { attribute: 'order=7' } })).items).toEqual([]);
  });

  test('is listed in pages that neither repeat nor leave out, in each order', async () => {
    const workspace = randomUUID();
    for (let index = 0; index < 9; index += 1)
      await send(workspace, idOf(16), [{ start: 1_700_000_000 + (index % 3) }, ...(index % 2 === 0 ? [{}] : [])]);
    const client = system.as('viewer', workspace);
    for (const sort of ['-start', 'start', '-duration', '-cost', '-tokens', '-spans'] as const) {
      const found = new Set<string>();
      let pages = 0;
      let cursor: string | undefined;
      do {
        const query = { sort, limit: 2, ...(cursor === undefined ? {} : { cursor }) };
        const page = await client.bodyOf(listTraces, { query });
        for (const { trace_id: id } of page.items) found.add(id);
        cursor = page.next_cursor ?? undefined;
        pages += 1;
      } while (cursor !== undefined);
      expect([sort, found.size, pages]).toEqual([sort, 9, 5]);
    }
  });
});

test.each([
  '/api/v1/traces/xyz',
  '/api/v1/traces?sort=name',
  '/api/v1/traces?cursor=abc',
  '/api/v1/traces/facets?attribute=a%3Db',
  `/api/v1/traces/${'0'.repeat(31)}'/spans`,
])('%s is refused', async (path) => {
  expect((await ask(system, `GET ${path}`, { role: 'viewer' })).status).toBe(422);
});

test('what a model used costs what the workspace said it costs, for spans that come from then on', async () => {
  const [workspace, before, after] = [randomUUID(), idOf(16) as TraceId, idOf(16) as TraceId];
  const asking = {
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'm-1',
      'gen_ai.usage.input_tokens': '2000000',
    },
  };
  await send(workspace, before, [asking]);
  await system.as('analyst', workspace).bodyOf(addPrice, { body: { model: 'm-*', input: '2.5', output: '10' } });
  const client = system.as('viewer', workspace);
  await expect
    .poll(async () => {
      await send(workspace, idOf(16), [asking]);
      return (await client.bodyOf(listTraces, { query: { sort: '-cost' } })).items[0]?.cost_usd;
    })
    .toBe(5);
  await send(workspace, after, [{ ...asking, name: 'after' }]);
  expect(await client.bodyOf(getTrace, { params: { trace_id: after } })).toMatchObject({ cost_usd: 5 });
  expect(await client.bodyOf(getTrace, { params: { trace_id: before } })).toMatchObject({ cost_usd: null });
});
