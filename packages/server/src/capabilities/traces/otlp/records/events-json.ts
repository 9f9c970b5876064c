import type { ProtobufReader } from '../protobuf/reader.ts';
import { checkTag } from '../request/check-attributes.ts';
import { EVENT } from '../request/fields.ts';
import { writeAttributes } from './attributes-json.ts';
import { addEntry } from './entries.ts';
import type { Entries } from './entries.ts';
import type { JsonText } from './json-text.ts';

/** Events, from and to of each, as a JSON array. Times are nanoseconds, in decimal. */
export const eventsJson = (text: JsonText, reader: ProtobufReader, places: readonly number[]): string => {
  if (places.length === 0) return '[]';
  for (let index = 0; index < places.length; index += 2) {
    text.add(index === 0 ? '[' : ',');
    writeEvent(text, reader, places[index] ?? 0, places[index + 1] ?? 0);
  }
  text.add(']');
  return text.take();
};

const writeEvent = (text: JsonText, reader: ProtobufReader, from: number, to: number): void => {
  const entries: Entries = [];
  let [time, nameFrom, nameTo, dropped] = [0n, 0, 0, 0];
  reader.resume(from, to);
  while (reader.next()) {
    if (reader.tag === EVENT.attributes) addEntry(entries, reader, text);
    else if (reader.tag === EVENT.time) time = reader.view.getBigUint64(reader.from, true);
    else if (reader.tag === EVENT.name) [nameFrom, nameTo] = [reader.from, reader.to];
    else if (reader.tag === EVENT.dropped) dropped = reader.low;
    else checkTag(reader, EVENT.tags);
  }
  text.add(`{"time":"${time}","name":`);
  text.addString(reader.bytes, nameFrom, nameTo);
  text.add(',"attributes":');
  writeAttributes(text, reader, entries);
  text.add(dropped > 0 ? `,"dropped_attributes_count":${dropped}}` : '}');
};
