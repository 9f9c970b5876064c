import { expect, test } from 'vitest';
import { toOtlp } from './otlp-json.ts';
import { aSpan } from './testing/span.ts';

test('spans are written as OTLP in JSON asks for them', () => {
  const span = aSpan({
    parentSpanId: '1'.repeat(16),
    startedAt: 1_700_000_000_000.25,
    milliseconds: 1.5,
    attributes: { text: 'a', whole: 3, part: 0.5, yes: true },
    failed: true,
  });
  expect(toOtlp([span], '1.2.3')).toEqual({
    resourceSpans: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'holdfast' } },
            { key: 'service.version', value: { stringValue: '1.2.3' } },
          ],
        },
        scopeSpans: [
          {
            scope: { name: 'holdfast', version: '1.2.3' },
            spans: [
              {
                traceId: span.context.traceId,
                spanId: span.context.spanId,
                parentSpanId: '1'.repeat(16),
                name: span.name,
                kind: 2,
                startTimeUnixNano: '1700000000000250000',
                endTimeUnixNano: '1700000000001750000',
                attributes: [
                  { key: 'text', value: { stringValue: 'a' } },
                  { key: 'whole', value: { intValue: '3' } },
                  { key: 'part', value: { doubleValue: 0.5 } },
                  { key: 'yes', value: { boolValue: true } },
                ],
                status: { code: 2 },
              },
            ],
          },
        ],
      },
    ],
  });
});

test('a root has no parent, an inner span another kind, and what did not fail says nothing of it', () => {
  const written = JSON.stringify(toOtlp([aSpan({ kind: 'internal' })], '1'));
  expect(written).not.toContain('parentSpanId');
  expect(written).toContain('"kind":1');
  expect(written).toContain('"status":{"code":0}');
});
