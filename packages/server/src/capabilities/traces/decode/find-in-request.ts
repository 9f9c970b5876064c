import { ProtobufReader } from '../otlp/protobuf/reader.ts';
import { decodeSpan } from '../otlp/records/decode-span.ts';
import { JsonText } from '../otlp/records/json-text.ts';
import type { SpanRecord } from '../otlp/records/span-record.ts';
import { surroundingsReader } from '../otlp/records/surroundings-reader.ts';
import { SPAN } from '../otlp/request/fields.ts';
import { judgeSpan } from '../otlp/request/judge-span.ts';
import type { RequestLimits } from '../otlp/request/limits.ts';
import { walkRequest } from '../otlp/request/walk-request.ts';
import { digestOf } from '../otlp/records/digest.ts';

/** Which span of a request: one of these ids with these bytes, or without a digest the first with these ids. */
export interface Wanted {
  readonly traceId: string;
  readonly spanId: string;
  readonly digest?: bigint | undefined;
}

/** Everything that was sent of one span. All others are passed over without decoding; where two are the same, the first is given. */
export const findInRequest = (bytes: Buffer, limits: RequestLimits, wanted: Wanted): SpanRecord | undefined => {
  const walker = new ProtobufReader(bytes);
  const reader = new ProtobufReader(bytes);
  const isWanted = wantedBy(reader, wanted);
  let found: SpanRecord | undefined;
  walkRequest(walker, limits, (around) => {
    const { from, to } = walker;
    if (found !== undefined || !isWanted(from, to) || judgeSpan(walker, limits) !== undefined) return;
    const text = new JsonText();
    const surroundings = surroundingsReader(bytes, text)(around);
    [reader.from, reader.to] = [from, to];
    found = decodeSpan(reader, text, surroundings);
  });
  return found;
};

const wantedBy = (reader: ProtobufReader, { traceId, spanId, digest }: Wanted) => {
  const trace = Buffer.from(traceId, 'hex');
  const span = Buffer.from(spanId, 'hex');
  return (from: number, to: number): boolean => {
    let isTrace = false;
    let isSpan = false;
    reader.resume(from, to);
    while (reader.next()) {
      if (reader.tag === SPAN.traceId) isTrace = isSame(reader, trace);
      else if (reader.tag === SPAN.spanId) isSpan = isSame(reader, span);
    }
    return isTrace && isSpan && (digest === undefined || digestOf(reader, from, to) === digest);
  };
};

const isSame = ({ bytes, from, to }: ProtobufReader, id: Buffer): boolean =>
  to - from === id.length && bytes.compare(id, 0, id.length, from, to) === 0;
