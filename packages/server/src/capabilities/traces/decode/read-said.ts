import { openTelemetry } from '../dialects/open-telemetry.ts';
import { firstFull } from '../dialects/read-facts.ts';
import type { SpanView } from '../dialects/span-view.ts';
import type { ProtobufReader } from '../otlp/protobuf/reader.ts';
import type { SpanReading } from '../otlp/records/span-reading.ts';
import { bitOf, dialectsOf } from './known-attributes.ts';
import type { SpokenSpan } from './read-spoken.ts';
import { previewOfInput, previewOfOutput } from './preview.ts';
import { readValue } from './read-value.ts';
import { readListed } from './said-in-lists.ts';
import { readSaidEvents } from './said-in-events.ts';

export interface Previews {
  readonly input: string | undefined;
  readonly output: string | undefined;
}

/** Who writes what was said as events. */
const EVENTFUL = bitOf(openTelemetry);
export const NOTHING_SAID: Previews = { input: undefined, output: undefined };

/** What was asked and answered in a span, in a line each. Of long conversations little is read. */
export const readSaid = (reader: ProtobufReader, name: string, span: SpanReading, spoken: SpokenSpan): Previews => {
  const { attributes } = spoken;
  const { entries, start } = span;
  for (const { attribute, at } of spoken.unread) {
    attributes.set(attribute.name, readValue(reader, entries[at + 2] ?? 0, entries[at + 3] ?? 0, attribute.side));
  }
  const listed = readListed(reader, span, attributes);
  const events = readSaidEvents(reader, span.events);
  if (!spoken.isSaid && listed === 0 && events.length === 0) return NOTHING_SAID;
  const view: SpanView = { name, start, attributes, events };
  const { dialects } = dialectsOf(spoken.dialects | listed | (events.length > 0 ? EVENTFUL : 0));
  return {
    input: previewOfInput(firstFull(dialects, ({ said }) => said?.input(view))),
    output: previewOfOutput(firstFull(dialects, ({ said }) => said?.output(view))),
  };
};
