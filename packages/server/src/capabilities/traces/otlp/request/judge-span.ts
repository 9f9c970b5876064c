import type { ProtobufReader } from '../protobuf/reader.ts';
import { checkAttribute, checkTag } from './check-attributes.ts';
import { EVENT, LINK, SPAN, STATUS } from './fields.ts';
import type { RequestLimits } from './limits.ts';

/** Why a span is rejected. */
export type Fault = 'too_large' | 'malformed' | 'too_deep' | 'too_many' | 'trace_id' | 'span_id';

/**
 * Whether the span that was just read can be stored, and if not, why. Everything in it is looked at, down to the last attribute,
 * and nothing is decoded: what this lets in is acknowledged, and must never turn out to be unreadable later. The reader stands
 * behind the span afterwards, whatever was in it.
 */
export const judgeSpan = (reader: ProtobufReader, limits: RequestLimits): Fault | undefined => {
  const { to, end } = reader;
  if (to - reader.from > limits.spanBytes) return 'too_large';
  const outer = reader.enter();
  reader.entries = 0;
  const fault = judgeFields(reader, limits.valueDepth);
  if (reader.failed) {
    reader.resume(to, end);
    return 'malformed';
  }
  reader.leave(outer);
  return reader.entries > limits.entries ? 'too_many' : fault;
};

const judgeFields = (reader: ProtobufReader, depth: number): Fault | undefined => {
  let traceId = false;
  let spanId = false;
  let shallow = true;
  while (reader.next()) {
    switch (reader.tag) {
      case SPAN.attributes:
        shallow = checkAttribute(reader, depth) && shallow;
        break;
      case SPAN.traceId:
        traceId = isId(reader, 16);
        break;
      case SPAN.spanId:
        spanId = isId(reader, 8);
        break;
      case SPAN.events:
        shallow = checkFields(reader, EVENT, depth) && shallow;
        break;
      case SPAN.links:
        shallow = checkFields(reader, LINK, depth) && shallow;
        break;
      case SPAN.status:
        checkFields(reader, STATUS, depth);
        break;
      default:
        checkTag(reader, SPAN.tags);
    }
  }
  if (!shallow) return 'too_deep';
  if (!traceId) return 'trace_id';
  return spanId ? undefined : 'span_id';
};

interface Message {
  readonly attributes?: number;
  readonly tags: readonly number[];
}

/** Goes over a small message: an event, a link, a resource. */
export const checkFields = (reader: ProtobufReader, message: Message, depth: number): boolean => {
  reader.entries += 1;
  const outer = reader.enter();
  let shallow = true;
  while (reader.next()) {
    if (reader.tag === message.attributes) shallow = checkAttribute(reader, depth) && shallow;
    else checkTag(reader, message.tags);
  }
  reader.leave(outer);
  return shallow;
};

/** Of the right length and not all zeros. */
const isId = ({ bytes, from, to }: ProtobufReader, length: number): boolean => {
  if (to - from !== length) return false;
  for (let at = from; at < to; at += 1) if (bytes[at] !== 0) return true;
  return false;
};
