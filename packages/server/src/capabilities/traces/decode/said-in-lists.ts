import type { ProtobufReader } from '../otlp/protobuf/reader.ts';
import type { Entries } from '../otlp/records/entries.ts';
import { ENTRY } from '../otlp/records/entries.ts';
import type { SpanReading } from '../otlp/records/span-reading.ts';
import { listOf, numberAt } from './listed.ts';
import type { Listed } from './listed.ts';
import { readValue } from './read-value.ts';

interface Found {
  readonly list: Listed;
  readonly number: number;
  /** Where the attribute stands among the entries. */
  readonly at: number;
}

/**
 * Of messages whose every member is an attribute, the ones that are wanted: the last of the user and the last of all, or the first
 * answer. A hundred messages are five hundred attributes, of which ten are read. Gives the dialects that write so.
 */
export const readListed = (
  reader: ProtobufReader,
  span: Pick<SpanReading, 'entries' | 'entriesEnd'>,
  into: Map<string, unknown>,
): number => {
  const { entries } = span;
  const all = findListed(reader.bytes, span);
  if (all.length === 0) return 0;
  let dialects = 0;
  const wanted = wantedOf(reader, entries, all);
  for (const { list, number, at } of all) {
    if (wanted.get(list)?.includes(number) !== true) continue;
    dialects |= list.dialects;
    const name = reader.bytes.toString('utf8', entries[at], entries[at + 1]);
    into.set(name, readValue(reader, entries[at + 2] ?? 0, entries[at + 3] ?? 0, list.side));
  }
  return dialects;
};

const findListed = (
  bytes: Buffer,
  { entries, entriesEnd }: Pick<SpanReading, 'entries' | 'entriesEnd'>,
): readonly Found[] => {
  const found: Found[] = [];
  for (let at = 0; at < entriesEnd; at += ENTRY) {
    const from = entries[at] ?? 0;
    const to = entries[at + 1] ?? 0;
    const list = listOf(bytes, from, to);
    if (list === undefined) continue;
    const number = numberAt(bytes, from + list.bytes.length, to);
    if (number >= 0) found.push({ list, number, at });
  }
  return found;
};

const wantedOf = (
  reader: ProtobufReader,
  entries: Entries,
  all: readonly Found[],
): ReadonlyMap<Listed, readonly number[]> => {
  const wanted = new Map<Listed, number[]>();
  for (const { list, number, at } of all) {
    const before = wanted.get(list);
    if (list.side === 'first') wanted.set(list, [Math.min(before?.[0] ?? number, number)]);
    else {
      const [last = number, asked = -1] = before ?? [];
      const isAsked = number > asked && isRoleOfUser(reader, entries, at);
      wanted.set(list, [Math.max(last, number), isAsked ? number : asked]);
    }
  }
  return wanted;
};

const ROLE = Buffer.from('role');

const isRoleOfUser = (reader: ProtobufReader, entries: Entries, at: number): boolean => {
  const to = entries[at + 1] ?? 0;
  for (let index = 0; index < ROLE.length; index += 1)
    if (reader.bytes[to - ROLE.length + index] !== ROLE[index]) return false;
  const role = readValue(reader, entries[at + 2] ?? 0, entries[at + 3] ?? 0, 'first');
  return role === 'user' || role === 'human';
};
