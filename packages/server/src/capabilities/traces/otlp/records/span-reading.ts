import type { ProtobufReader } from '../protobuf/reader.ts';
import { checkTag } from '../request/check-attributes.ts';
import { SPAN, STATUS } from '../request/fields.ts';
import { addEntry, ENTRY } from './entries.ts';
import type { Entries } from './entries.ts';
import type { Notes } from './noted-oddities.ts';

/** Where in the request the parts of one span lie; what is a number is read already. */
export class SpanReading {
  traceIdFrom = 0;
  spanIdFrom = 0;
  parentFrom = 0;
  parentTo = 0;
  nameFrom = 0;
  nameTo = 0;
  traceStateFrom = 0;
  traceStateTo = 0;
  messageFrom = 0;
  messageTo = 0;
  kind = 0;
  status = 0;
  flags = 0;
  start = 0n;
  end = 0n;
  droppedAttributes = 0;
  droppedEvents = 0;
  droppedLinks = 0;
  /** Of the attributes, up to `entriesEnd`. */
  readonly entries: Entries = [];
  entriesEnd = 0;
  /** From and to of each. */
  readonly events: number[] = [];
  readonly links: number[] = [];

  /** For the next span. What held the entries is kept: it is the most of what reading a span would leave behind. */
  begin(): void {
    this.traceIdFrom = this.spanIdFrom = this.parentFrom = this.parentTo = this.nameFrom = this.nameTo = 0;
    this.traceStateFrom = this.traceStateTo = this.messageFrom = this.messageTo = 0;
    this.kind = this.status = this.flags = 0;
    this.start = this.end = 0n;
    this.droppedAttributes = this.droppedEvents = this.droppedLinks = 0;
    this.entriesEnd = 0;
    this.events.length = this.links.length = 0;
  }
}

/** Reads what the span that was just read consists of. It was judged before, so whatever does not fit is not there. */
export const readSpan = (reader: ProtobufReader, notes: Notes, span = new SpanReading()): SpanReading => {
  span.begin();
  const outer = reader.enter();
  while (reader.next()) {
    switch (reader.tag) {
      case SPAN.attributes:
        addEntry(span.entries, reader, notes, span.entriesEnd);
        span.entriesEnd += ENTRY;
        break;
      case SPAN.traceId:
        span.traceIdFrom = reader.from;
        break;
      case SPAN.spanId:
        span.spanIdFrom = reader.from;
        break;
      case SPAN.name:
        [span.nameFrom, span.nameTo] = [reader.from, reader.to];
        break;
      case SPAN.start:
        span.start = reader.view.getBigUint64(reader.from, true);
        break;
      case SPAN.end:
        span.end = reader.view.getBigUint64(reader.from, true);
        break;
      case SPAN.kind:
        span.kind = reader.low;
        break;
      case SPAN.events:
        span.events.push(reader.from, reader.to);
        break;
      default:
        readRareField(reader, span);
    }
  }
  reader.leave(outer);
  return span;
};

const readRareField = (reader: ProtobufReader, span: SpanReading): void => {
  switch (reader.tag) {
    case SPAN.parentSpanId:
      [span.parentFrom, span.parentTo] = [reader.from, reader.to];
      break;
    case SPAN.traceState:
      [span.traceStateFrom, span.traceStateTo] = [reader.from, reader.to];
      break;
    case SPAN.links:
      span.links.push(reader.from, reader.to);
      break;
    case SPAN.status:
      readStatus(reader, span);
      break;
    case SPAN.flags:
      span.flags = reader.view.getUint32(reader.from, true);
      break;
    case SPAN.droppedAttributes:
      span.droppedAttributes = reader.low;
      break;
    case SPAN.droppedEvents:
      span.droppedEvents = reader.low;
      break;
    case SPAN.droppedLinks:
      span.droppedLinks = reader.low;
      break;
    default:
      checkTag(reader, SPAN.tags);
  }
};

const readStatus = (reader: ProtobufReader, span: SpanReading): void => {
  const outer = reader.enter();
  while (reader.next()) {
    if (reader.tag === STATUS.code) span.status = reader.low;
    else if (reader.tag === STATUS.message) [span.messageFrom, span.messageTo] = [reader.from, reader.to];
    else checkTag(reader, STATUS.tags);
  }
  reader.leave(outer);
};
