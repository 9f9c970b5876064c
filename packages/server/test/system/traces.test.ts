import { afterAll, describe, expect, test } from 'vitest';
import { ask } from '../ground/ask.ts';
import { useSystem } from '../ground/system.ts';
import { captureLog } from '../../src/platform/log/testing/capture.ts';
import { startReceiver } from '../../src/platform/telemetry/testing/receiver.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const NOTES = '/api/v1/probe/notes';

const receiver = await startReceiver();
afterAll(() => receiver.close());

describe('a request', () => {
  const { log, lines } = captureLog();
  const system = useSystem({ HOLDFAST_OTLP_EXPORT_URL: receiver.url.href }, { log });
  const spanIn = (trace: string) =>
    expect.poll(() => receiver.spans.filter(({ traceId }) => traceId === trace), { timeout: 6000 });
  const linesOf = (trace: string) =>
    lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ trace_id: id }) => id === trace);

  test('that belongs to a trace continues it: in its problem, in the log, and in the span it leaves', async () => {
    const answer = await ask(system, `POST ${NOTES}`, {
      role: 'viewer',
      json: {},
      headers: { traceparent: `00-${TRACE}-${SPAN}-01` },
    });
    expect(answer).toMatchObject({ status: 403, body: { trace_id: TRACE } });
    expect(linesOf(TRACE)).toMatchObject([
      {
        event: 'request_failed',
        level: 'info',
        code: 'forbidden',
        status: 403,
        method: 'POST',
        path: NOTES,
        span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    await spanIn(TRACE).toMatchObject([
      {
        parentSpanId: SPAN,
        name: 'probe.create_note',
        kind: 2,
        status: { code: 0 },
        attributes: expect.arrayContaining([
          { key: 'http.request.method', value: { stringValue: 'POST' } },
          { key: 'http.route', value: { stringValue: NOTES } },
          { key: 'http.response.status_code', value: { intValue: '403' } },
        ]),
      },
    ]);
    const span = receiver.spans.find(({ traceId }) => traceId === TRACE);
    expect(span?.spanId).not.toBe(SPAN);
    expect(linesOf(TRACE)[0]?.['span_id']).toBe(span?.spanId);
  });

  test('that belongs to none starts one, whose id its problem and the log name', async () => {
    const { body } = await ask(system, `GET ${NOTES}/7`);
    const { trace_id: trace } = body as { trace_id: string };
    expect(trace).toMatch(/^[0-9a-f]{32}$/);
    expect(linesOf(trace)).toMatchObject([{ code: 'invalid', level: 'debug' }]);
    await spanIn(trace).toMatchObject([{ name: 'probe.get_note' }]);
    expect(receiver.spans.find(({ traceId }) => traceId === trace)).not.toHaveProperty('parentSpanId');
  });

  test('for a path that does not exist has its trace too, and the log knows it', async () => {
    const trace = '1'.repeat(32);
    expect(await ask(system, 'GET /nope', { headers: { traceparent: `00-${trace}-${SPAN}-01` } })).toMatchObject({
      status: 404,
      body: { trace_id: trace },
    });
    expect(linesOf(trace)).toMatchObject([{ code: 'not_found', path: '/nope' }]);
  });

  test.each(['garbage', `00-${'0'.repeat(32)}-${SPAN}-01`, `00-${TRACE}-${SPAN}-01-more`])(
    'with the traceparent %s starts a trace of its own',
    async (traceparent) => {
      const { body } = await ask(system, 'GET /nope', { headers: { traceparent } });
      expect(body).toMatchObject({ trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
      expect(body).not.toMatchObject({ trace_id: TRACE });
    },
  );

  test('that its caller does not sample leaves no span, and keeps its trace', async () => {
    const [unsampled, after] = ['2'.repeat(32), '3'.repeat(32)];
    expect(
      await ask(system, `GET ${NOTES}/7`, { headers: { traceparent: `00-${unsampled}-${SPAN}-00` } }),
    ).toMatchObject({ body: { trace_id: unsampled } });
    await ask(system, `GET ${NOTES}`, { headers: { traceparent: `00-${after}-${SPAN}-01` } });
    await spanIn(after).toHaveLength(1);
    expect(receiver.spans.filter(({ traceId }) => traceId === unsampled)).toEqual([]);
  });

  test('of a load balancer at the door leaves no span', async () => {
    const [door, after] = ['5'.repeat(32), '6'.repeat(32)];
    await ask(system, 'GET /readyz', { headers: { traceparent: `00-${door}-${SPAN}-01` } });
    await ask(system, `GET ${NOTES}`, { headers: { traceparent: `00-${after}-${SPAN}-01` } });
    await spanIn(after).toHaveLength(1);
    expect(receiver.spans.filter(({ traceId }) => traceId === door)).toEqual([]);
  });
});

describe('stopping', () => {
  const system = useSystem({ HOLDFAST_OTLP_EXPORT_URL: receiver.url.href });

  test('sends the spans of the last requests', async () => {
    const trace = '7'.repeat(32);
    await ask(system, `GET ${NOTES}`, { headers: { traceparent: `00-${trace}-${SPAN}-01` } });
    await system.app.stop('a test');
    expect(receiver.spans.filter(({ traceId }) => traceId === trace)).toHaveLength(1);
  });
});

describe('a collector that is not there', () => {
  const { log, lines } = captureLog();
  const system = useSystem({ HOLDFAST_OTLP_EXPORT_URL: 'http://127.0.0.1:9/v1/traces' }, { log });

  test('delays no request, and what was dropped is in the log', async () => {
    const since = performance.now();
    for (let request = 0; request < 200; request += 1) expect((await ask(system, `GET ${NOTES}`)).status).toBe(200);
    expect(performance.now() - since).toBeLessThan(8000);
    await expect.poll(() => lines.join(''), { timeout: 6000 }).toContain('Spans could not be sent');
    expect((await ask(system, `GET ${NOTES}`)).status).toBe(200);
  });
});
