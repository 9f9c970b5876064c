import type { SpanView } from '../dialects/span-view.ts';
import type { ProtobufReader } from '../otlp/protobuf/reader.ts';
import { EVENT, KEY_VALUE } from '../otlp/request/fields.ts';
import { KNOWN } from './known-attributes.ts';
import { readValue } from './read-value.ts';

type Event = SpanView['events'][number];

const BEGINNING = Buffer.from('gen_ai.');
/** Of all other events the first counts. */
const LATEST = 'gen_ai.user.message';

/** Events in which something was said, the latest question and the first of each other sort. `places` are from and to of each. */
export const readSaidEvents = (reader: ProtobufReader, places: readonly number[]): readonly Event[] => {
  if (places.length === 0) return NONE;
  const found = new Map<string, readonly [number, number]>();
  for (let at = 0; at < places.length; at += 2) {
    const [from, to] = [places[at] ?? 0, places[at + 1] ?? 0];
    const name = nameOf(reader, from, to);
    if (name !== undefined && (name === LATEST || !found.has(name))) found.set(name, [from, to]);
  }
  return [...found].map(([name, [from, to]]) => ({ name, attributes: attributesOf(reader, from, to) }));
};

const NONE: readonly Event[] = [];

const nameOf = (reader: ProtobufReader, from: number, to: number): string | undefined => {
  let name: string | undefined;
  reader.resume(from, to);
  while (reader.next()) {
    if (reader.tag !== EVENT.name) continue;
    const isSaid =
      reader.bytes.compare(BEGINNING, 0, BEGINNING.length, reader.from, reader.from + BEGINNING.length) === 0;
    name = isSaid ? reader.bytes.toString('utf8', reader.from, reader.to) : undefined;
  }
  return name;
};

const attributesOf = (reader: ProtobufReader, from: number, to: number): ReadonlyMap<string, unknown> => {
  const attributes = new Map<string, unknown>();
  for (let at = from; at < to;) {
    reader.resume(at, to);
    if (!reader.next()) break;
    ({ at } = reader);
    if (reader.tag === EVENT.attributes) readEntry(reader, attributes);
  }
  return attributes;
};

const readEntry = (reader: ProtobufReader, into: Map<string, unknown>): void => {
  let [keyFrom, keyTo, from, to] = [0, 0, 0, 0];
  reader.resume(reader.from, reader.to);
  while (reader.next()) {
    if (reader.tag === KEY_VALUE.key) ({ from: keyFrom, to: keyTo } = reader);
    else if (reader.tag === KEY_VALUE.value) ({ from, to } = reader);
  }
  const side = KNOWN.find(reader.bytes, keyFrom, keyTo)?.side ?? 'first';
  into.set(reader.bytes.toString('utf8', keyFrom, keyTo), readValue(reader, from, to, side));
};
