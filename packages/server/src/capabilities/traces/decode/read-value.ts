import type { ProtobufReader } from '../otlp/protobuf/reader.ts';
import { ANY_VALUE, KEY_VALUE, VALUES } from '../otlp/request/fields.ts';
import type { Side } from './cutting.ts';
import { shortText } from './short-text.ts';

/**
 * The value of an attribute, straight from its bytes: the same as its JSON text means, but long text and long JSON in text are cut
 * short. The reader is left wherever that was.
 */
export const readValue = (reader: ProtobufReader, from: number, to: number, side: Side): unknown => {
  reader.resume(from, to);
  let [tag, valueFrom, valueTo, low, high] = [0, 0, 0, 0, 0];
  while (reader.next()) {
    if (reader.tag >>> 3 > ANY_VALUE.tags.length) continue;
    ({ tag, from: valueFrom, to: valueTo, low, high } = reader);
  }
  switch (tag) {
    case ANY_VALUE.string:
      return shortText(reader.bytes, valueFrom, valueTo, side);
    case ANY_VALUE.bool:
      return low !== 0 || high !== 0;
    case ANY_VALUE.int:
      return intOf(low, high);
    case ANY_VALUE.double:
      return doubleOf(reader.view.getFloat64(valueFrom, true));
    case ANY_VALUE.array:
      return arrayOf(reader, valueFrom, valueTo, side);
    case ANY_VALUE.kvlist:
      return objectOf(reader, valueFrom, valueTo, side);
    case ANY_VALUE.bytes:
      return { $base64: '' };
    default:
      return null;
  }
};

const intOf = (low: number, high: number): number | string => {
  const value = (high | 0) * 2 ** 32 + low;
  return Number.isSafeInteger(value) ? value : String(BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low)));
};

const doubleOf = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** Lists in attributes are short, or are messages: of more only the ones at the side that is wanted are read. */
const MOST_ITEMS = 64;

const arrayOf = (reader: ProtobufReader, from: number, to: number, side: Side): readonly unknown[] => {
  const places = placesIn(reader, from, to);
  const kept = side === 'last' ? places.slice(-2 * MOST_ITEMS) : places.slice(0, 2 * MOST_ITEMS);
  const items: unknown[] = [];
  for (let at = 0; at < kept.length; at += 2) items.push(readValue(reader, kept[at] ?? 0, kept[at + 1] ?? 0, side));
  return items;
};

const objectOf = (reader: ProtobufReader, from: number, to: number, side: Side): Readonly<Record<string, unknown>> => {
  const places = placesIn(reader, from, to).slice(0, 2 * MOST_ITEMS);
  const members = new Map<string, unknown>();
  for (let at = 0; at < places.length; at += 2) {
    const [entryFrom, entryTo] = [places[at] ?? 0, places[at + 1] ?? 0];
    let [name, valueFrom, valueTo] = ['', 0, 0];
    reader.resume(entryFrom, entryTo);
    while (reader.next()) {
      if (reader.tag === KEY_VALUE.key) name = reader.bytes.toString('utf8', reader.from, reader.to);
      else if (reader.tag === KEY_VALUE.value) ({ from: valueFrom, to: valueTo } = reader);
    }
    members.set(name, readValue(reader, valueFrom, valueTo, side));
  }
  return Object.fromEntries(members);
};

const placesIn = (reader: ProtobufReader, from: number, to: number): readonly number[] => {
  const places: number[] = [];
  reader.resume(from, to);
  while (reader.next()) if (reader.tag === VALUES.values) places.push(reader.from, reader.to);
  return places;
};
