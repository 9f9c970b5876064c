import { ProtobufWriter } from '../protobuf/writer.ts';
import type { Fault } from '../request/judge-span.ts';
import type { MediaType } from '../request/read-request.ts';
import type { Rejection } from '../request/scan-request.ts';

export interface Acknowledged {
  readonly accepted: number;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
  readonly warning?: string | undefined;
}

/** The specification allows 4 MiB; nobody reads more than this. */
const MOST_MESSAGE = 16 * 1024;

/** An ExportTraceServiceResponse. Where there is nothing to say it is empty, as the specification asks for. */
export const acknowledgement = (acknowledged: Acknowledged, type: MediaType): Buffer => {
  const { rejected, warning } = acknowledged;
  const told = [...(rejected === 0 ? [] : [explain(acknowledged)]), ...(warning === undefined ? [] : [warning])];
  const message = shortened(told.join(' '));
  if (type === 'json') {
    const partialSuccess = { rejectedSpans: String(rejected), errorMessage: message };
    return Buffer.from(JSON.stringify(message === '' ? {} : { partialSuccess }));
  }
  const writer = new ProtobufWriter();
  if (message !== '') {
    const partialSuccess = writer.open(1);
    writer.varint(1, rejected);
    writer.string(2, message);
    writer.close(partialSuccess);
  }
  return writer.finish();
};

const REASONS: Readonly<Record<Fault, string>> = {
  too_large: 'is larger than one span may be: shorten its attributes',
  malformed: 'cannot be read: something in it is cut off, or of another type than OTLP says',
  too_deep: 'has lists in lists in an attribute, deeper than allowed: send that value as JSON text',
  too_many: 'has more attributes, events, links and lists than one span may have: send large values as JSON text',
  trace_id: 'has a trace id that is not 16 bytes (in JSON 32 hexadecimal digits), or all zeros',
  span_id: 'has a span id that is not 8 bytes (in JSON 16 hexadecimal digits), or all zeros',
};

const explain = ({ accepted, rejected, rejections }: Acknowledged): string => {
  const all = accepted + rejected;
  const named = rejections.map((rejection) => `${nameOf(rejection)} ${REASONS[rejection.fault]}`);
  const more = rejected - rejections.length;
  return `${rejected} of ${all} ${all === 1 ? 'span was' : 'spans were'} rejected and will not be stored. ${[
    ...named,
    ...(more > 0 ? [`${more} more`] : []),
  ].join('; ')}.`;
};

const nameOf = ({ name, traceId, spanId }: Rejection): string => {
  const ids = [...(traceId === '' ? [] : [`trace ${traceId}`]), ...(spanId === '' ? [] : [`span ${spanId}`])].join(
    ', ',
  );
  return `${name === '' ? 'A span without a name' : `Span ${JSON.stringify(name)}`}${ids === '' ? '' : ` (${ids})`}`;
};

const shortened = (message: string): string =>
  (message.length > MOST_MESSAGE ? `${message.slice(0, MOST_MESSAGE)} ...` : message).toWellFormed();
