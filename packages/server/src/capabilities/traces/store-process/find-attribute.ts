import { decodeRequest } from '../otlp/records/decode-request.ts';
import { limitsOf, type SpanBatch } from '../span-log/span-batch.ts';
import type { SpanRecord } from '../otlp/records/span-record.ts';

export interface WantedAttribute {
  readonly name: string;
  readonly value: string;
}

/** `http.route=/orders`; the name ends at the first sign. */
export const wantedAttribute = (text: string): WantedAttribute => {
  const at = text.indexOf('=');
  return { name: text.slice(0, at), value: text.slice(at + 1) };
};

/** Those of the traces of which a span in this request has the attribute, or comes from something that has it. */
export const tracesWith = (
  batch: Pick<SpanBatch, 'bytes' | 'spanBytes'>,
  traces: ReadonlySet<string>,
  wanted: WantedAttribute,
): ReadonlySet<string> => {
  const found = new Set<string>();
  // names stand in the bytes as they are: most requests need not be read
  if (!batch.bytes.includes(wanted.name)) return found;
  decodeRequest(batch.bytes, limitsOf(batch), (span) => {
    if (traces.has(span.traceId) && !found.has(span.traceId) && hasIt(span, wanted)) found.add(span.traceId);
  });
  return found;
};

const hasIt = ({ attributesJson, resourceJson }: SpanRecord, wanted: WantedAttribute): boolean =>
  isAmong(attributesJson, wanted, (json) => json) ||
  isAmong(resourceJson, wanted, (json) => (isObject(json) ? json['attributes'] : undefined));

const isAmong = (json: string, { name, value }: WantedAttribute, attributesOf: (json: unknown) => unknown): boolean => {
  if (!json.includes(JSON.stringify(name))) return false;
  const attributes = attributesOf(JSON.parse(json));
  if (!isObject(attributes) || !Object.hasOwn(attributes, name)) return false;
  const has = attributes[name];
  return (typeof has === 'string' ? has : JSON.stringify(has)) === value;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
