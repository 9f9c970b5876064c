import { ProtobufReader } from '../protobuf/reader.ts';
import { SPAN } from './fields.ts';

/** How a sender knows a span again, as far as it can be read. */
export interface SpanDescription {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
}

const MOST_NAME_BYTES = 120;
/** Longer ones are told as far as this. */
const MOST_ID_BYTES = 20;
const MOST_FIELDS = 64;

export const describeSpan = (bytes: Buffer): SpanDescription => {
  const reader = new ProtobufReader(bytes);
  const text = (encoding: 'utf8' | 'hex', most: number): string =>
    bytes.toString(encoding, reader.from, Math.min(reader.to, reader.from + most));
  let [name, traceId, spanId] = ['', '', ''];
  for (let fields = 0; fields < MOST_FIELDS && reader.next(); fields += 1) {
    if (reader.tag === SPAN.name) name = text('utf8', MOST_NAME_BYTES);
    else if (reader.tag === SPAN.traceId) traceId = text('hex', MOST_ID_BYTES);
    else if (reader.tag === SPAN.spanId) spanId = text('hex', MOST_ID_BYTES);
  }
  return { name, traceId, spanId };
};
