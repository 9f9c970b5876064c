import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { decodeRequest } from '../records/decode-request.ts';
import type { SpanRecord } from '../records/span-record.ts';
import { fromJson } from '../json/from-json.ts';
import { USUAL_JSON_LIMITS } from '../json/json-size.ts';
import { USUAL_LIMITS } from '../request/limits.ts';

/** A request as the exporters of the OpenTelemetry SDK for JavaScript write it. */
export const protobufOf = (spans: readonly ReadableSpan[]): Buffer =>
  Buffer.from(ProtobufTraceSerializer.serializeRequest([...spans]) ?? new Uint8Array());

export const jsonOf = (spans: readonly ReadableSpan[]): Buffer =>
  Buffer.from(JsonTraceSerializer.serializeRequest([...spans]) ?? new Uint8Array());

export const decoded = (bytes: Buffer): SpanRecord[] => {
  const records: SpanRecord[] = [];
  if (!decodeRequest(bytes, USUAL_LIMITS, (record) => records.push(record))) throw new Error('malformed');
  return records;
};

/** The bytes of a request that was written in JSON. */
export const transcoded = (json: Buffer | string): Buffer => {
  const written = fromJson(Buffer.from(json), USUAL_JSON_LIMITS);
  if (written.kind !== 'written') throw new Error(written.kind);
  return written.bytes;
};
