import type { ProtobufReader } from '../protobuf/reader.ts';
import { checkTag } from '../request/check-attributes.ts';
import { RESOURCE, SCOPE } from '../request/fields.ts';
import type { Place } from '../request/walk-request.ts';
import { writeAttributes } from './attributes-json.ts';
import { addEntry } from './entries.ts';
import type { Entries } from './entries.ts';
import type { JsonText } from './json-text.ts';

export const resourceJson = (
  text: JsonText,
  reader: ProtobufReader,
  pieces: readonly Place[],
  schemaUrl: Place | undefined,
): string => {
  const entries: Entries = [];
  let dropped = 0;
  for (const { from, to } of pieces) {
    reader.resume(from, to);
    while (reader.next()) {
      if (reader.tag === RESOURCE.attributes) addEntry(entries, reader, text);
      else if (reader.tag === RESOURCE.dropped) dropped = reader.low;
      else checkTag(reader, RESOURCE.tags);
    }
  }
  text.add('{"attributes":');
  writeAttributes(text, reader, entries);
  return close(text, reader, dropped, schemaUrl);
};

export const scopeJson = (
  text: JsonText,
  reader: ProtobufReader,
  pieces: readonly Place[],
  schemaUrl: Place | undefined,
): string => {
  const entries: Entries = [];
  let [name, version, dropped] = [NOWHERE, NOWHERE, 0];
  for (const { from, to } of pieces) {
    reader.resume(from, to);
    while (reader.next()) {
      if (reader.tag === SCOPE.attributes) addEntry(entries, reader, text);
      else if (reader.tag === SCOPE.name) name = { from: reader.from, to: reader.to };
      else if (reader.tag === SCOPE.version) version = { from: reader.from, to: reader.to };
      else if (reader.tag === SCOPE.dropped) dropped = reader.low;
      else checkTag(reader, SCOPE.tags);
    }
  }
  text.add('{"name":');
  text.addString(reader.bytes, name.from, name.to);
  text.add(',"version":');
  text.addString(reader.bytes, version.from, version.to);
  text.add(',"attributes":');
  writeAttributes(text, reader, entries);
  return close(text, reader, dropped, schemaUrl);
};

const NOWHERE: Place = { from: 0, to: 0 };

const close = (text: JsonText, reader: ProtobufReader, dropped: number, schemaUrl: Place | undefined): string => {
  if (dropped > 0) text.add(`,"dropped_attributes_count":${dropped}`);
  if (schemaUrl !== undefined && schemaUrl.to > schemaUrl.from) {
    text.add(',"schema_url":');
    text.addString(reader.bytes, schemaUrl.from, schemaUrl.to);
  }
  text.add('}');
  return text.take();
};
