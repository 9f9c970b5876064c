import { ProtobufTraceSerializer, JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { expect, test } from 'vitest';
import { ProtobufReader } from '../protobuf/reader.ts';
import type { Fault } from '../request/judge-span.ts';
import { OTLP_FAILURES } from './failures.ts';
import type { OtlpFailure, OtlpFailureCode } from './failures.ts';
import { acknowledgement } from './partial-success.ts';
import { rpcStatus } from './rpc-status.ts';

const rejection = (fault: Fault, name = 'chat') => ({ fault, name, traceId: 'ab'.repeat(16), spanId: '' });

test('where everything was stored the answer is empty', () => {
  const all = { accepted: 5, rejected: 0, rejections: [] };
  expect(acknowledgement(all, 'protobuf')).toHaveLength(0);
  expect(acknowledgement(all, 'json').toString()).toBe('{}');
});

test('the SDK reads how many spans were rejected, which, and why', () => {
  const some = { accepted: 98, rejected: 2, rejections: [rejection('trace_id'), rejection('too_large', '')] };
  const message = `2 of 100 spans were rejected and will not be stored. Span "chat" (trace ${'ab'.repeat(16)}) has a trace id that is not 16 bytes (in JSON 32 hexadecimal digits), or all zeros; A span without a name (trace ${'ab'.repeat(16)}) is larger than one span may be: shorten its attributes.`;
  expect(ProtobufTraceSerializer.deserializeResponse(acknowledgement(some, 'protobuf'))).toEqual({
    partialSuccess: { rejectedSpans: 2, errorMessage: message },
  });
  expect(JsonTraceSerializer.deserializeResponse(acknowledgement(some, 'json'))).toEqual({
    partialSuccess: { rejectedSpans: '2', errorMessage: message },
  });
});

test('a warning is told where nothing was rejected, and behind what was', () => {
  const warned = { accepted: 1, rejected: 0, rejections: [], warning: 'Look again.' };
  expect(JSON.parse(acknowledgement(warned, 'json').toString())).toEqual({
    partialSuccess: { rejectedSpans: '0', errorMessage: 'Look again.' },
  });
  const both = acknowledgement({ ...warned, rejected: 1, rejections: [rejection('malformed')] }, 'protobuf');
  expect(ProtobufTraceSerializer.deserializeResponse(both)).toMatchObject({
    partialSuccess: { rejectedSpans: 1, errorMessage: expect.stringMatching(/^1 of 2 .* Look again\.$/) },
  });
});

test('an answer stays small, however long names are and however many were rejected', () => {
  const many = {
    accepted: 0,
    rejected: 1_000_000,
    rejections: Array.from({ length: 10 }, () => rejection('span_id', '\ud83d'.repeat(10_000))),
  };
  for (const type of ['protobuf', 'json'] as const) expect(acknowledgement(many, type).length).toBeLessThan(200_000);
  expect(acknowledgement({ ...many, rejections: [] }, 'json').toString()).toContain('1000000 more');
});

const RETRIED_OVER_HTTP = [429, 502, 503, 504];
/** CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS */
const RETRIED_OVER_GRPC = [1, 4, 10, 11, 14, 15];

test.each(Object.entries<OtlpFailure>(OTLP_FAILURES))(
  '%s is sent again over HTTP and gRPC alike, or over neither',
  (_, failure) => {
    expect(RETRIED_OVER_HTTP.includes(failure.http)).toBe(failure.again);
    expect(RETRIED_OVER_GRPC.includes(failure.grpc)).toBe(failure.again);
  },
);

test('a wait is told in both encodings, in whole seconds', () => {
  const refusal = { code: 'unavailable', retryAfterSeconds: 4.2 } as const;
  expect(JSON.parse(rpcStatus(refusal, 'json').toString())).toEqual({
    code: 14,
    message: 'Spans cannot be stored at the moment. Wait and send it again.',
    details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '5s' }],
  });
  expect(fieldsOf(rpcStatus(refusal, 'protobuf'))).toMatchObject([
    [8, 14],
    [18, OTLP_FAILURES.unavailable.means],
    [26, expect.stringContaining('google.rpc.RetryInfo\u0012\u0004\n\u0002\b\u0005')],
  ]);
});

test('what is not to be sent again never tells a wait', () => {
  for (const code of Object.keys(OTLP_FAILURES) as OtlpFailureCode[]) {
    const told = rpcStatus({ code, retryAfterSeconds: 5 }, 'json').toString().includes('RetryInfo');
    expect(told).toBe(OTLP_FAILURES[code].again);
  }
});

test('bad data says what was bad, as a BadRequest', () => {
  const refusal = { code: 'malformed', detail: 'The request ends in the middle of a field.' } as const;
  expect(JSON.parse(rpcStatus(refusal, 'json').toString())).toMatchObject({
    code: 3,
    message: refusal.detail,
    details: [
      { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ description: refusal.detail }] },
    ],
  });
  expect(rpcStatus(refusal, 'protobuf').toString('latin1')).toContain('google.rpc.BadRequest');
});

const fieldsOf = (bytes: Buffer): (readonly [number, number | string])[] => {
  const reader = new ProtobufReader(bytes);
  const fields: (readonly [number, number | string])[] = [];
  while (reader.next()) {
    fields.push([reader.tag, reader.tag % 8 === 0 ? reader.low : bytes.toString('latin1', reader.from, reader.to)]);
  }
  return fields;
};
