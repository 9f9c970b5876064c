import type { ProtobufReader } from '../protobuf/reader.ts';
import { checkTag } from './check-attributes.ts';
import { REQUEST, RESOURCE, RESOURCE_SPANS, SCOPE, SCOPE_SPANS } from './fields.ts';
import { checkFields } from './judge-span.ts';
import type { RequestLimits } from './limits.ts';

export interface Place {
  readonly from: number;
  readonly to: number;
}

/** What the spans that are met next have in common. One object, whose members change; each list is replaced, never changed. */
export interface Surroundings {
  /** More than one where a sender wrote it in pieces. */
  resource: readonly Place[];
  resourceSchemaUrl: Place | undefined;
  scope: readonly Place[];
  schemaUrl: Place | undefined;
}

/**
 * Goes over a request and calls `onSpan` where the reader has just read a span. A resource or scope may be written behind its
 * spans, so both are looked for first. When the request around the spans is malformed, or a resource or scope is, the reader says so;
 * lists that lie too deep in them, and more attributes than allowed, count as malformed.
 */
export const walkRequest = (
  reader: ProtobufReader,
  limits: RequestLimits,
  onSpan: (surroundings: Surroundings) => void,
): void => {
  const around: Surroundings = { resource: [], resourceSchemaUrl: undefined, scope: [], schemaUrl: undefined };
  while (reader.next()) {
    if (reader.tag === REQUEST.resourceSpans) walkResourceSpans(reader, limits, around, onSpan);
    else checkTag(reader, REQUEST.tags);
  }
};

const walkResourceSpans = (
  reader: ProtobufReader,
  limits: RequestLimits,
  around: Surroundings,
  onSpan: (surroundings: Surroundings) => void,
): void => {
  const outer = reader.enter();
  const { at, end } = reader;
  around.resource = NONE;
  around.resourceSchemaUrl = undefined;
  while (reader.next()) {
    if (reader.tag === RESOURCE_SPANS.resource) {
      around.resource = placed(reader, around.resource);
      if (!isSound(reader, RESOURCE, limits)) reader.fail();
    } else if (reader.tag === RESOURCE_SPANS.schemaUrl) around.resourceSchemaUrl = placeOf(reader);
    else if (reader.tag !== RESOURCE_SPANS.scopeSpans) checkTag(reader, RESOURCE_SPANS.tags);
  }
  if (reader.failed) return;
  reader.resume(at, end);
  while (reader.next()) {
    if (reader.tag === RESOURCE_SPANS.scopeSpans) walkScopeSpans(reader, limits, around, onSpan);
  }
  reader.leave(outer);
};

const walkScopeSpans = (
  reader: ProtobufReader,
  limits: RequestLimits,
  around: Surroundings,
  onSpan: (surroundings: Surroundings) => void,
): void => {
  const outer = reader.enter();
  const { at, end } = reader;
  around.scope = NONE;
  around.schemaUrl = undefined;
  while (reader.next()) {
    if (reader.tag === SCOPE_SPANS.scope) {
      around.scope = placed(reader, around.scope);
      if (!isSound(reader, SCOPE, limits)) reader.fail();
    } else if (reader.tag === SCOPE_SPANS.schemaUrl) around.schemaUrl = placeOf(reader);
    else if (reader.tag !== SCOPE_SPANS.span) checkTag(reader, SCOPE_SPANS.tags);
  }
  if (reader.failed) return;
  reader.resume(at, end);
  while (reader.next()) if (reader.tag === SCOPE_SPANS.span) onSpan(around);
  reader.leave(outer);
};

/** Neither too deep nor too much. */
const isSound = (reader: ProtobufReader, message: typeof RESOURCE | typeof SCOPE, limits: RequestLimits): boolean => {
  reader.entries = 0;
  return checkFields(reader, message, limits.valueDepth) && reader.entries <= limits.entries;
};

const NONE: readonly Place[] = [];

const placeOf = ({ from, to }: ProtobufReader): Place => ({ from, to });

const MOST_PIECES = 16;

/** One after the other; a resource in more pieces than anybody writes is malformed. */
const placed = (reader: ProtobufReader, before: readonly Place[]): readonly Place[] => {
  if (before.length === MOST_PIECES) reader.fail();
  return [...before, placeOf(reader)];
};
