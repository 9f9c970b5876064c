import { randomBytes } from 'node:crypto';

/** A span as OTLP says it in JSON, as far as this sample needs it. */
export interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly failed?: boolean;
}

export type SendSpan = (span: SentSpan) => Promise<void>;

const WITHIN_MS = 10_000;
const INTERNAL = 1;
const ERROR = 2;

/** What an SDK of OpenTelemetry does, without one: real agents use theirs. A span that is lost is said, and changes nothing else. */
export const createSendSpan =
  (url: string, key: string, onLost: (why: string) => void): SendSpan =>
  async (span) => {
    try {
      const answer = await fetch(`${url}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify(toOtlp(span)),
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      const said = await answer.text();
      if (!answer.ok) onLost(`The span ${span.name} was not taken: ${answer.status} ${said}`);
    } catch (error) {
      onLost(`The span ${span.name} could not be sent: ${String(error)}`);
    }
  };

export const newSpanId = (): string => randomBytes(8).toString('hex');

const toOtlp = ({ traceId, spanId, parentSpanId, name, from, to, attributes, failed }: SentSpan): object => ({
  resourceSpans: [
    {
      resource: { attributes: toAttributes({ 'service.name': 'threat-response-sample' }) },
      scopeSpans: [
        {
          scope: { name: 'threat-response-sample' },
          spans: [
            {
              traceId,
              spanId,
              ...(parentSpanId === undefined ? {} : { parentSpanId }),
              name,
              kind: INTERNAL,
              startTimeUnixNano: nanosecondsOf(from),
              endTimeUnixNano: nanosecondsOf(to),
              attributes: toAttributes(attributes),
              ...(failed === true ? { status: { code: ERROR } } : {}),
            },
          ],
        },
      ],
    },
  ],
});

const nanosecondsOf = (milliseconds: number): string => String(BigInt(milliseconds) * 1_000_000n);

const toAttributes = (attributes: Readonly<Record<string, string>>): object[] =>
  Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
