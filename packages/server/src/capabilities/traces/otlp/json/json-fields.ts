import { MOST_DESCRIBED } from '../request/scan-request.ts';
import {
  isObject,
  message,
  repeated,
  writeMembers,
  type Fields,
  type JsonWriting,
  type WriteField,
} from './json-writing.ts';
import { base64, bool, double, enumeration, fixed32, fixed64, id, intValue, text, uint32 } from './scalars.ts';

/** A span that does not fit is left out and counted; the others are written. */
const span: WriteField = (writing, field, value) => {
  if (writing.failed) return;
  const before = writing.writer.length;
  message(() => SPAN)(writing, field, value);
  if (!writing.failed) return;
  writing.writer.cutTo(before);
  writing.failed = false;
  writing.failedAt = undefined;
  writing.rejected += 1;
  if (writing.rejections.length < MOST_DESCRIBED) writing.rejections.push(describe(value));
};

const MOST_NAME = 120;
const MOST_ID = 40;

const describe = (value: unknown): JsonWriting['rejections'][number] => {
  const members = isObject(value) ? value : {};
  const shortened = (member: unknown, most: number): string =>
    typeof member === 'string' ? member.slice(0, most) : '';
  return {
    fault: 'malformed',
    name: shortened(members['name'], MOST_NAME),
    traceId: shortened(members['traceId'], MOST_ID),
    spanId: shortened(members['spanId'], MOST_ID),
  };
};

const VALUE = message(() => ANY_VALUE);
const ATTRIBUTES = repeated(message(() => KEY_VALUE));

const KEY_VALUE: Fields = [
  ['key', 1, text],
  ['value', 2, VALUE],
];

const ARRAY: Fields = [['values', 1, repeated(VALUE)]];
const KVLIST: Fields = [['values', 1, ATTRIBUTES]];

const ANY_VALUE: Fields = [
  ['stringValue', 1, text],
  ['boolValue', 2, bool],
  ['intValue', 3, intValue],
  ['doubleValue', 4, double],
  ['arrayValue', 5, message(() => ARRAY)],
  ['kvlistValue', 6, message(() => KVLIST)],
  ['bytesValue', 7, base64],
];

const EVENT: Fields = [
  ['timeUnixNano', 1, fixed64],
  ['name', 2, text],
  ['attributes', 3, ATTRIBUTES],
  ['droppedAttributesCount', 4, uint32],
];

const LINK: Fields = [
  ['traceId', 1, id],
  ['spanId', 2, id],
  ['traceState', 3, text],
  ['attributes', 4, ATTRIBUTES],
  ['droppedAttributesCount', 5, uint32],
  ['flags', 6, fixed32],
];

const STATUS: Fields = [
  ['message', 2, text],
  ['code', 3, enumeration],
];

const SPAN: Fields = [
  ['traceId', 1, id],
  ['spanId', 2, id],
  ['traceState', 3, text],
  ['parentSpanId', 4, id],
  ['name', 5, text],
  ['kind', 6, enumeration],
  ['startTimeUnixNano', 7, fixed64],
  ['endTimeUnixNano', 8, fixed64],
  ['attributes', 9, ATTRIBUTES],
  ['droppedAttributesCount', 10, uint32],
  ['events', 11, repeated(message(() => EVENT))],
  ['droppedEventsCount', 12, uint32],
  ['links', 13, repeated(message(() => LINK))],
  ['droppedLinksCount', 14, uint32],
  ['status', 15, message(() => STATUS)],
  ['flags', 16, fixed32],
];

const SCOPE: Fields = [
  ['name', 1, text],
  ['version', 2, text],
  ['attributes', 3, ATTRIBUTES],
  ['droppedAttributesCount', 4, uint32],
];

const SCOPE_SPANS: Fields = [
  ['scope', 1, message(() => SCOPE)],
  ['spans', 2, repeated(span)],
  ['schemaUrl', 3, text],
];

const RESOURCE: Fields = [
  ['attributes', 1, ATTRIBUTES],
  ['droppedAttributesCount', 2, uint32],
];

const RESOURCE_SPANS: Fields = [
  ['resource', 1, message(() => RESOURCE)],
  ['scopeSpans', 2, repeated(message(() => SCOPE_SPANS))],
  ['schemaUrl', 3, text],
];

const REQUEST: Fields = [['resourceSpans', 1, repeated(message(() => RESOURCE_SPANS))]];

export const writeRequest = (writing: JsonWriting, value: unknown): void => writeMembers(writing, REQUEST, value);
