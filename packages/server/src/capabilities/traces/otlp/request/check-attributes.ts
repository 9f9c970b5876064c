import type { ProtobufReader } from '../protobuf/reader.ts';
import { ANY_VALUE, KEY_VALUE, VALUES } from './fields.ts';

/**
 * Goes over the attribute that was just read, without decoding it, and counts what lies in it. Says whether its lists lie no deeper than allowed; whether it
 * can be read at all is told by the reader.
 */
export const checkAttribute = (reader: ProtobufReader, depth: number): boolean => {
  reader.entries += 1;
  const outer = reader.enter();
  let fits = true;
  while (reader.next()) {
    if (reader.tag === KEY_VALUE.value) fits = checkValue(reader, depth) && fits;
    else checkTag(reader, KEY_VALUE.tags);
  }
  reader.leave(outer);
  return fits;
};

const checkValue = (reader: ProtobufReader, depth: number): boolean => {
  const outer = reader.enter();
  let fits = true;
  while (reader.next()) {
    if (reader.tag === ANY_VALUE.array || reader.tag === ANY_VALUE.kvlist)
      fits = depth > 0 && checkList(reader, depth - 1, reader.tag === ANY_VALUE.kvlist) && fits;
    else checkTag(reader, ANY_VALUE.tags);
  }
  reader.leave(outer);
  return fits;
};

const checkList = (reader: ProtobufReader, depth: number, keyed: boolean): boolean => {
  reader.entries += 1;
  const outer = reader.enter();
  let fits = true;
  while (reader.next()) {
    if (reader.tag !== VALUES.values) checkTag(reader, VALUES.tags);
    else fits = (keyed ? checkAttribute(reader, depth) : checkValue(reader, depth)) && fits;
  }
  reader.leave(outer);
  return fits;
};

/** A field that nobody knows yet is passed over; a known number with another wire type is malformed. */
export const checkTag = (reader: ProtobufReader, tags: readonly number[]): void => {
  const known = tags[(reader.tag >>> 3) - 1];
  if (known !== undefined && known !== reader.tag) reader.fail();
};
