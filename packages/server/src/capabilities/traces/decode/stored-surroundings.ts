import type { ProtobufReader } from '../otlp/protobuf/reader.ts';
import { KEY_VALUE, RESOURCE } from '../otlp/request/fields.ts';
import type { Place } from '../otlp/request/walk-request.ts';
import { textOf } from '../dialects/span-view.ts';
import { KeyTable } from './key-table.ts';
import { readValue } from './read-value.ts';

/** What a resource says of all its spans. */
export interface StoredSurroundings {
  readonly service: string | undefined;
  readonly session: string | undefined;
  readonly user: string | undefined;
}

const NAMES = new KeyTable([
  { name: 'service.name' },
  { name: 'session.id' },
  { name: 'user.id' },
  { name: 'enduser.id' },
]);

export const readSurroundings = (reader: ProtobufReader, resource: readonly Place[]): StoredSurroundings => {
  const found = new Map<string, unknown>();
  for (const { from, to } of resource) {
    for (let at = from; at < to;) {
      reader.resume(at, to);
      if (!reader.next()) break;
      ({ at } = reader);
      if (reader.tag === RESOURCE.attributes) readEntry(reader, found);
    }
  }
  return {
    service: textOf(found.get('service.name')),
    session: textOf(found.get('session.id')),
    user: textOf(found.get('user.id')) ?? textOf(found.get('enduser.id')),
  };
};

const readEntry = (reader: ProtobufReader, found: Map<string, unknown>): void => {
  let [keyFrom, keyTo, from, to] = [0, 0, 0, 0];
  reader.resume(reader.from, reader.to);
  while (reader.next()) {
    if (reader.tag === KEY_VALUE.key) ({ from: keyFrom, to: keyTo } = reader);
    else if (reader.tag === KEY_VALUE.value) ({ from, to } = reader);
  }
  const known = NAMES.find(reader.bytes, keyFrom, keyTo);
  if (known !== undefined) found.set(known.name, readValue(reader, from, to, 'first'));
};
