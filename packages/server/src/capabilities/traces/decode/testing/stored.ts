import { transcoded } from '../../otlp/testing/sdk-request.ts';
import { USUAL_LIMITS } from '../../otlp/request/limits.ts';
import type { StoredSpan } from '../../store/stored-span.ts';
import { decodeForStore } from '../decode-for-store.ts';
import type { PriceOf } from '../stored-span-of.ts';

export interface Sent {
  readonly name?: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly parentSpanId?: string;
  readonly attributes?: object;
  readonly events?: readonly { readonly name: string; readonly attributes: object }[];
}

export const TRACE = 'ab'.repeat(16);
export const PARENT = 'ef'.repeat(8);

/** The bytes of a request with these spans, as a resource sent them. */
export const sent = (spans: readonly Sent[], resource: object = { 'service.name': 'orders' }): Buffer =>
  transcoded(
    JSON.stringify({
      resourceSpans: [{ resource: { attributes: attributesOf(resource) }, scopeSpans: [{ spans: spans.map(spanOf) }] }],
    }),
  );

const spanOf = ({ attributes = {}, events = [], ...span }: Sent, index: number): object => ({
  traceId: TRACE,
  spanId: (index + 1).toString(16).padStart(16, '0'),
  name: 'a span',
  startTimeUnixNano: '1760000000000000000',
  endTimeUnixNano: '1760000001000000000',
  ...span,
  attributes: attributesOf(attributes),
  events: events.map((event) => ({ name: event.name, attributes: attributesOf(event.attributes) })),
});

const attributesOf = (attributes: object): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));

const valueOf = (value: unknown): object => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueOf) } };
  return value === null ? {} : { kvlistValue: { values: attributesOf(value as object) } };
};

export const storedFrom = (bytes: Buffer, priceOf?: PriceOf): readonly StoredSpan[] => {
  const spans: StoredSpan[] = [];
  if (!decodeForStore(bytes, USUAL_LIMITS, (span) => spans.push(span), priceOf)) throw new Error('malformed');
  return spans;
};

/** The row of one span with these attributes. */
export const stored = (span: Sent): StoredSpan => {
  const [row] = storedFrom(sent([span]));
  if (row === undefined) throw new Error('nothing was stored');
  return row;
};
