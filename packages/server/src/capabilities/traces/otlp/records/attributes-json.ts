import type { ProtobufReader } from '../protobuf/reader.ts';
import { checkTag } from '../request/check-attributes.ts';
import { ANY_VALUE, VALUES } from '../request/fields.ts';
import { addEntry, ENTRY, withoutDuplicates } from './entries.ts';
import type { Entries } from './entries.ts';
import type { JsonText } from './json-text.ts';
import { doubleJson, intJson } from './number-json.ts';

/** Writes attributes as a JSON object. The reader stands afterwards where it stood. */
export const writeAttributes = (text: JsonText, reader: ProtobufReader, entries: Entries): void => {
  const kept = withoutDuplicates(reader.bytes, entries, text);
  const { at, end } = reader;
  text.add('{');
  for (let index = 0; index < kept.length; index += ENTRY) {
    if (index > 0) text.add(',');
    text.addString(reader.bytes, kept[index] ?? 0, kept[index + 1] ?? 0);
    text.add(':');
    writeValue(text, reader, kept[index + 2] ?? 0, kept[index + 3] ?? 0);
  }
  text.add('}');
  if (!reader.failed) reader.resume(at, end);
};

/** The last member that is set counts; an empty value, which means something, is null. */
const writeValue = (text: JsonText, reader: ProtobufReader, from: number, to: number): void => {
  reader.resume(from, to);
  let [tag, valueFrom, valueTo, low, high] = [0, 0, 0, 0, 0];
  while (reader.next()) {
    checkTag(reader, ANY_VALUE.tags);
    if (reader.tag >>> 3 <= ANY_VALUE.tags.length) ({ tag, from: valueFrom, to: valueTo, low, high } = reader);
  }
  switch (tag) {
    case ANY_VALUE.string:
      return text.addString(reader.bytes, valueFrom, valueTo);
    case ANY_VALUE.bool:
      return text.add(low !== 0 || high !== 0 ? 'true' : 'false');
    case ANY_VALUE.int:
      return text.add(intJson(low, high));
    case ANY_VALUE.double:
      return text.add(doubleJson(reader.view.getFloat64(valueFrom, true)));
    case ANY_VALUE.array:
      return writeArray(text, reader, valueFrom, valueTo);
    case ANY_VALUE.kvlist:
      return writeAttributes(text, reader, entriesBetween(text, reader, valueFrom, valueTo));
    case ANY_VALUE.bytes:
      return text.addBytes(reader.bytes, valueFrom, valueTo);
    case ANY_VALUE.stringIndex:
      text.note('string_index');
      return text.add('null');
    default:
      return text.add('null');
  }
};

const writeArray = (text: JsonText, reader: ProtobufReader, from: number, to: number): void => {
  text.add('[');
  let first = true;
  for (let at = from; at < to;) {
    reader.resume(at, to);
    if (!reader.next()) break;
    at = reader.at;
    if (reader.tag !== VALUES.values) continue;
    if (!first) text.add(',');
    first = false;
    writeValue(text, reader, reader.from, reader.to);
  }
  text.add(']');
};

const entriesBetween = (text: JsonText, reader: ProtobufReader, from: number, to: number): Entries => {
  const entries: Entries = [];
  reader.resume(from, to);
  while (reader.next()) {
    if (reader.tag === VALUES.values) addEntry(entries, reader, text);
    else checkTag(reader, VALUES.tags);
  }
  return entries;
};
