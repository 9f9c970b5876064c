import type { ProtobufReader } from '../protobuf/reader.ts';
import { checkTag } from '../request/check-attributes.ts';
import { KEY_VALUE } from '../request/fields.ts';
import type { Notes } from './noted-oddities.ts';

/** Attributes of one list, each as four numbers: from and to of its key, from and to of its value. */
export type Entries = number[];

export const ENTRY = 4;

/** Where there is no value it reaches from 0 to 0, which is an empty one. */
export const addEntry = (entries: Entries, reader: ProtobufReader, notes: Notes, at = entries.length): void => {
  const outer = reader.enter();
  for (let index = at; index < at + ENTRY; index += 1) entries[index] = 0;
  while (reader.next()) {
    if (reader.tag === KEY_VALUE.key) setPlace(entries, at, reader);
    else if (reader.tag === KEY_VALUE.value) setPlace(entries, at + 2, reader);
    else if (reader.tag === KEY_VALUE.keyIndex) notes.note('string_index');
    else checkTag(reader, KEY_VALUE.tags);
  }
  reader.leave(outer);
};

const setPlace = (entries: Entries, index: number, { from, to }: ProtobufReader): void => {
  entries[index] = from;
  entries[index + 1] = to;
};

/** Few keys are compared with each other, more are looked up. */
const FEW = 24;

/** Leaves of entries with equal keys the last one, where it stands. */
export const withoutDuplicates = (bytes: Buffer, entries: Entries, notes: Notes): Entries => {
  const duplicate = entries.length <= FEW * ENTRY ? hasDuplicate(bytes, entries) : true;
  if (!duplicate) return entries;
  const last = new Map<string, number>();
  for (let at = 0; at < entries.length; at += ENTRY) last.set(keyOf(bytes, entries, at), at);
  if (last.size === entries.length / ENTRY) return entries;
  notes.note('duplicate_keys');
  return entries.filter((_, index) => {
    const at = index - (index % ENTRY);
    return last.get(keyOf(bytes, entries, at)) === at;
  });
};

/** As the bytes are: two keys that are no UTF-8 are equal only when they are the same. */
const keyOf = (bytes: Buffer, entries: Entries, at: number): string =>
  bytes.toString('latin1', entries[at], entries[at + 1]);

const hasDuplicate = (bytes: Buffer, entries: Entries): boolean => {
  for (let at = ENTRY; at < entries.length; at += ENTRY) {
    for (let before = 0; before < at; before += ENTRY) if (sameKey(bytes, entries, at, before)) return true;
  }
  return false;
};

const sameKey = (bytes: Buffer, entries: Entries, one: number, other: number): boolean => {
  const to = entries[one + 1] ?? 0;
  const otherTo = entries[other + 1] ?? 0;
  const length = to - (entries[one] ?? 0);
  if (length !== otherTo - (entries[other] ?? 0)) return false;
  // names differ at their end sooner than at their beginning
  for (let back = 1; back <= length; back += 1) if (bytes[to - back] !== bytes[otherTo - back]) return false;
  return true;
};
