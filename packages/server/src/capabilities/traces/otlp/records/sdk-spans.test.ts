import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decoded, jsonOf, protobufOf, transcoded } from '../testing/sdk-request.ts';

/** Spans as a real SDK makes them. */
const realSpans = (): readonly ReadableSpan[] => {
  const finished: ReadableSpan[] = [];
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'agent' }),
    spanProcessors: [
      {
        onStart: () => {},
        onEnd: (span) => finished.push(span),
        forceFlush: () => Promise.resolve(),
        shutdown: () => Promise.resolve(),
      },
    ],
  });
  const tracer = provider.getTracer('a library', '1.2.3');
  const root = tracer.startSpan('invoke_agent', { root: true, attributes: { 'gen_ai.agent.name': 'Näh' } });
  const span = tracer.startSpan('chat gpt-4o', {
    kind: SpanKind.CLIENT,
    root: true,
    attributes: { 'gen_ai.usage.input_tokens': 12, 'gen_ai.request.temperature': 0.5, stop: ['a', 'b'], stream: true },
    links: [{ context: root.spanContext(), attributes: { why: 'because' } }],
  });
  span.addEvent('gen_ai.choice', { 'gen_ai.system': 'openai' });
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'it failed' });
  span.end();
  root.end();
  return finished;
};

test('what the SDK exports is read as it was meant, from protobuf and from JSON', () => {
  const spans = realSpans();
  for (const bytes of [protobufOf(spans), transcoded(jsonOf(spans))]) {
    const [chat, root] = decoded(bytes);
    expect(chat).toMatchObject({
      traceId: spans[0]?.spanContext().traceId,
      spanId: spans[0]?.spanContext().spanId,
      name: 'chat gpt-4o',
      kind: 'client',
      status: 'error',
      statusMessage: 'it failed',
      parentSpanId: undefined,
      oddities: [],
      resourceJson: '{"attributes":{"service.name":"agent"}}',
      scopeJson: '{"name":"a library","version":"1.2.3","attributes":{}}',
      attributesJson:
        '{"gen_ai.usage.input_tokens":12,"gen_ai.request.temperature":0.5,"stop":["a","b"],"stream":true}',
    });
    expect(JSON.parse(chat?.eventsJson ?? '')).toMatchObject([
      { name: 'gen_ai.choice', attributes: { 'gen_ai.system': 'openai' } },
    ]);
    expect(JSON.parse(chat?.linksJson ?? '')).toMatchObject([
      { trace_id: root?.traceId, span_id: root?.spanId, attributes: { why: 'because' } },
    ]);
    expect(root).toMatchObject({
      name: 'invoke_agent',
      kind: 'internal',
      attributesJson: '{"gen_ai.agent.name":"Näh"}',
    });
    expect(root?.start).toBe(nanoseconds(spans[1]?.startTime ?? [0, 0]));
  }
});

const nanoseconds = ([seconds, nanos]: readonly [number, number]): bigint =>
  BigInt(seconds) * 1_000_000_000n + BigInt(nanos);

const hex = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => {
    bytes[0] = 1;
    return Buffer.from(bytes).toString('hex');
  });
const time = fc.tuple(fc.integer({ min: 1, max: 4_000_000_000 }), fc.integer({ min: 0, max: 999_999_999 }));
// lone surrogates are replaced by whoever encodes them
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => name !== '__proto__');
/** A whole number between 2^53 and 2^63 is an integer to the SDK, and a string to us; minus zero is an integer too. */
const isTold = (number: number): boolean =>
  !Object.is(number, -0) && (!Number.isInteger(number) || Number.isSafeInteger(number) || Math.abs(number) > 2 ** 63);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'xsmall' },
    text,
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isTold),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const attributes = fc.dictionary(key, value, { maxKeys: 4 });
const context = fc.record({ traceId: hex(16), spanId: hex(8), traceFlags: fc.constantFrom(0, 1) });
const span = fc.record({
  name: text,
  kind: fc.integer({ min: 0, max: 4 }),
  context,
  parentSpanContext: fc.option(context, { nil: undefined }),
  startTime: time,
  endTime: time,
  status: fc.record({ code: fc.integer({ min: 0, max: 2 }), message: text }),
  attributes,
  events: fc.array(fc.record({ name: text, time, attributes }), { maxLength: 3 }),
  links: fc.array(fc.record({ context, attributes }), { maxLength: 2 }),
  droppedAttributesCount: fc.nat(1_000),
  droppedEventsCount: fc.nat(1_000),
  droppedLinksCount: fc.nat(1_000),
});
const resource = fc
  .record({ attributes })
  .map((it) => ({ ...it, schemaUrl: 'https://opentelemetry.io/schemas/1.30.0' }));
const scope = fc.record({ name: text, version: fc.string({ minLength: 1 }) });
const generated = fc
  .tuple(fc.array(span, { maxLength: 3 }), resource, scope)
  .map(([spans, resource, instrumentationScope]) =>
    spans.map((it) => ({ ...it, spanContext: () => it.context, resource, instrumentationScope })),
  );

const KINDS = ['internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES = ['unset', 'ok', 'error'];

test('whatever the SDK can export is read as it was meant, and JSON means the same', () => {
  fc.assert(
    fc.property(generated, (spans) => {
      // what is generated has all that the serializers look at, and more in attributes than the types of the SDK allow
      const readable = spans as unknown as ReadableSpan[];
      const protobuf = decoded(Buffer.from(ProtobufTraceSerializer.serializeRequest(readable) ?? []));
      const json = decoded(transcoded(Buffer.from(JsonTraceSerializer.serializeRequest(readable) ?? [])));
      expect(protobuf).toHaveLength(spans.length);
      for (const [index, record] of protobuf.entries()) {
        const sent = spans[index];
        if (sent === undefined) throw new Error('more than was sent');
        const [start, end] = [nanoseconds(sent.startTime), nanoseconds(sent.endTime)];
        expect(record).toMatchObject({
          traceId: sent.context.traceId,
          spanId: sent.context.spanId,
          parentSpanId: sent.parentSpanContext?.spanId,
          name: sent.name,
          kind: KINDS[sent.kind],
          start,
          end,
          duration: end < start ? 0n : end - start,
          status: STATUSES[sent.status.code],
          statusMessage: sent.status.message,
          droppedAttributes: sent.droppedAttributesCount,
          droppedEvents: sent.droppedEventsCount,
          droppedLinks: sent.droppedLinksCount,
        });
        expect(JSON.parse(record.attributesJson)).toEqual(sent.attributes);
        expect(JSON.parse(record.eventsJson)).toMatchObject(
          sent.events.map(({ name, time: at, attributes: its }) => ({
            name,
            time: String(nanoseconds(at)),
            attributes: its,
          })),
        );
        expect(JSON.parse(record.linksJson)).toMatchObject(
          sent.links.map(({ context: { traceId, spanId }, attributes: its }) => ({
            trace_id: traceId,
            span_id: spanId,
            attributes: its,
          })),
        );
        expect(JSON.parse(record.resourceJson)).toEqual({
          attributes: sent.resource.attributes,
          schema_url: sent.resource.schemaUrl,
        });
        expect(JSON.parse(record.scopeJson)).toEqual({ ...sent.instrumentationScope, attributes: {} });
        expect({ ...json[index], digest: 0n }).toEqual({ ...record, digest: 0n });
      }
    }),
    { numRuns: 100 },
  );
});
