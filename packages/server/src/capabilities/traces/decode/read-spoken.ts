import type { ProtobufReader } from '../otlp/protobuf/reader.ts';
import { ENTRY } from '../otlp/records/entries.ts';
import type { SpanReading } from '../otlp/records/span-reading.ts';
import { KNOWN } from './known-attributes.ts';
import type { KnownAttribute } from './known-attributes.ts';
import { readValue } from './read-value.ts';

export interface Unread {
  readonly attribute: KnownAttribute;
  readonly at: number;
}

/** What of a span's attributes a dialect looks at. */
export interface SpokenSpan {
  /** A bit for each dialect that is spoken. */
  readonly dialects: number;
  /** Those that facts are read from, with their values. */
  readonly attributes: Map<string, unknown>;
  /** Whether something was said in it. */
  readonly isSaid: boolean;
  /** What holds nothing but that, and where its entry stands. */
  readonly unread: readonly Unread[];
}

/** Looks at every attribute, and reads few of them: most are known to no dialect. */
export const readSpoken = (
  reader: ProtobufReader,
  { entries, entriesEnd }: Pick<SpanReading, 'entries' | 'entriesEnd'>,
): SpokenSpan => {
  const { bytes } = reader;
  const attributes = new Map<string, unknown>();
  const unread: Unread[] = [];
  let isSaid = false;
  let dialects = 0;
  for (let at = 0; at < entriesEnd; at += ENTRY) {
    const attribute = KNOWN.find(bytes, entries[at] ?? 0, entries[at + 1] ?? 0);
    if (attribute === undefined) continue;
    dialects |= attribute.dialects;
    isSaid ||= attribute.isSaid;
    if (!attribute.isFact) {
      unread.push({ attribute, at });
      continue;
    }
    attributes.set(attribute.name, readValue(reader, entries[at + 2] ?? 0, entries[at + 3] ?? 0, attribute.side));
  }
  return { dialects, attributes, isSaid, unread };
};
