import type { Span } from './spans.ts';

const KINDS = { internal: 1, server: 2, client: 3 } as const;
const FAILED = 2;
const UNSET = 0;

/** The JSON of an OTLP export request. */
export const toOtlp = (spans: readonly Span[], version: string): object => ({
  resourceSpans: [
    {
      resource: { attributes: toAttributes({ 'service.name': 'holdfast', 'service.version': version }) },
      scopeSpans: [{ scope: { name: 'holdfast', version }, spans: spans.map(toSpan) }],
    },
  ],
});

const toSpan = ({
  name,
  kind,
  context,
  parentSpanId,
  startedAt,
  milliseconds,
  attributes,
  failed,
  links,
}: Span): object => ({
  traceId: context.traceId,
  spanId: context.spanId,
  ...(parentSpanId === undefined ? {} : { parentSpanId }),
  name,
  kind: KINDS[kind],
  startTimeUnixNano: toNanoseconds(startedAt),
  endTimeUnixNano: toNanoseconds(startedAt + milliseconds),
  attributes: toAttributes(attributes),
  ...(links === undefined ? {} : { links: links.map(({ traceId, spanId }) => ({ traceId, spanId })) }),
  status: { code: failed ? FAILED : UNSET },
});

const toNanoseconds = (milliseconds: number): string => `${BigInt(Math.round(milliseconds * 1000)) * 1000n}`;

const toAttributes = (attributes: Readonly<Record<string, string | number | boolean>>): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: toValue(value) }));

const toValue = (value: string | number | boolean): object => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
};
