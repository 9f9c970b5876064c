import { ProtobufReader } from '../otlp/protobuf/reader.ts';
import { NotedOddities } from '../otlp/records/noted-oddities.ts';
import { SpanReading } from '../otlp/records/span-reading.ts';
import { judgeSpan } from '../otlp/request/judge-span.ts';
import type { RequestLimits } from '../otlp/request/limits.ts';
import { walkRequest } from '../otlp/request/walk-request.ts';
import type { Place, Surroundings } from '../otlp/request/walk-request.ts';
import type { StoredSpan } from '../store/stored-span.ts';
import { storedSpanOf } from './stored-span-of.ts';
import type { PriceOf, SpanReader } from './stored-span-of.ts';
import { readSurroundings } from './stored-surroundings.ts';
import type { StoredSurroundings } from './stored-surroundings.ts';
import { TraceIds } from './trace-ids.ts';

/**
 * Hands over the row of every span of a request that can be stored, by the same judgement that counted them when the request came
 * in. Says whether the request was readable. Attributes are read from their bytes, and only those that a row is made of.
 */
export const decodeForStore = (
  bytes: Buffer,
  limits: RequestLimits,
  onSpan: (span: StoredSpan) => void,
  priceOf: PriceOf = noPrice,
): boolean => {
  const walker = new ProtobufReader(bytes);
  const reader = new ProtobufReader(bytes);
  const reading: SpanReader = {
    reader,
    reading: new SpanReading(),
    traceIds: new TraceIds(),
    oddities: new NotedOddities(),
    priceOf,
  };
  const surroundingsOf = rememberSurroundings(reader);
  let spans = 0;
  walkRequest(walker, limits, (around) => {
    spans += 1;
    if (spans > limits.spans) walker.fail();
    if (walker.failed) return;
    const { from, to } = walker;
    if (judgeSpan(walker, limits) !== undefined) return;
    onSpan(storedSpanOf(reading, from, to, surroundingsOf(around)));
  });
  return !walker.failed;
};

const noPrice: PriceOf = () => undefined;

/** A resource is read once for all of its spans. */
const rememberSurroundings = (reader: ProtobufReader): ((around: Surroundings) => StoredSurroundings) => {
  let of: readonly Place[] | undefined;
  let read: StoredSurroundings = { service: undefined, session: undefined, user: undefined };
  return ({ resource }) => {
    if (of !== resource) read = readSurroundings(reader, resource);
    of = resource;
    return read;
  };
};
