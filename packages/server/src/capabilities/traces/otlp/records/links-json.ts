import type { ProtobufReader } from '../protobuf/reader.ts';
import { checkTag } from '../request/check-attributes.ts';
import { LINK } from '../request/fields.ts';
import { writeAttributes } from './attributes-json.ts';
import { addEntry } from './entries.ts';
import type { Entries } from './entries.ts';
import type { JsonText } from './json-text.ts';

/** Links, from and to of each, as a JSON array. A link's ids are told as they came. */
export const linksJson = (text: JsonText, reader: ProtobufReader, places: readonly number[]): string => {
  if (places.length === 0) return '[]';
  for (let index = 0; index < places.length; index += 2) {
    text.add(index === 0 ? '[' : ',');
    writeLink(text, reader, places[index] ?? 0, places[index + 1] ?? 0);
  }
  text.add(']');
  return text.take();
};

const writeLink = (text: JsonText, reader: ProtobufReader, from: number, to: number): void => {
  const entries: Entries = [];
  let [traceId, spanId, stateFrom, stateTo, dropped, flags] = ['', '', 0, 0, 0, 0];
  reader.resume(from, to);
  while (reader.next()) {
    if (reader.tag === LINK.attributes) addEntry(entries, reader, text);
    else if (reader.tag === LINK.traceId) traceId = reader.bytes.toString('hex', reader.from, reader.to);
    else if (reader.tag === LINK.spanId) spanId = reader.bytes.toString('hex', reader.from, reader.to);
    else if (reader.tag === LINK.traceState) [stateFrom, stateTo] = [reader.from, reader.to];
    else if (reader.tag === LINK.dropped) dropped = reader.low;
    else if (reader.tag === LINK.flags) flags = reader.view.getUint32(reader.from, true);
    else checkTag(reader, LINK.tags);
  }
  text.add(`{"trace_id":"${traceId}","span_id":"${spanId}"`);
  if (stateTo > stateFrom) {
    text.add(',"trace_state":');
    text.addString(reader.bytes, stateFrom, stateTo);
  }
  text.add(`,"flags":${flags},"attributes":`);
  writeAttributes(text, reader, entries);
  text.add(dropped > 0 ? `,"dropped_attributes_count":${dropped}}` : '}');
};
