import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../../platform/clock/clock.ts';
import { Failure } from '../../../platform/failure.ts';
import type { Metrics } from '../../../platform/telemetry/metrics.ts';
import type { Acknowledged } from '../otlp/answers/partial-success.ts';
import type { MediaType, ReadRequest } from '../otlp/request/read-request.ts';
import type { Source } from '../span-log/span-batch.ts';
import type { SpanLog } from '../span-log/span-log.ts';
import type { BytesInFlight, Held } from './bytes-in-flight.ts';
import type { Judge } from './judge/judging.ts';
import { refuse } from './refusal.ts';

/** A request whose sender is known. */
export interface Arrival {
  readonly workspace: WorkspaceId;
  readonly source: Source;
  readonly type: MediaType;
  /** Reads the body, as far as it may be held. */
  readonly read: (held: Held) => Promise<Buffer>;
}

/** The one way of spans into Holdfast, whatever they come by. */
export interface Intake {
  /** Resolves when all that is acknowledged is durable. */
  take(arrival: Arrival): Promise<Acknowledged>;
}

export interface IntakeParts {
  /** The most bytes of a span that is accepted. */
  readonly spanBytes: number;
  readonly log: Pick<SpanLog, 'append'>;
  readonly inFlight: BytesInFlight;
  readonly judge: Judge;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

export const createIntake = (parts: IntakeParts): Intake => ({
  async take(arrival) {
    const { metrics, clock, inFlight } = parts;
    const { source, workspace } = arrival;
    const since = clock.elapsed();
    const held = inFlight.enter(workspace);
    try {
      const judged = await store(parts, arrival, held);
      metrics.count('holdfast_span_requests_total', { source, outcome: outcomeOf(judged) });
      metrics.observe('holdfast_span_ack_seconds', { source }, (clock.elapsed() - since) / 1000);
      return judged;
    } catch (error) {
      const outcome = error instanceof Failure ? error.code : 'broken_off';
      metrics.count('holdfast_span_requests_total', { source, outcome });
      throw error;
    } finally {
      held.letGo();
    }
  },
});

type Judged = Extract<ReadRequest, { kind: 'readable' }>;

const store = async (
  { log, judge, spanBytes, metrics, clock }: IntakeParts,
  { workspace, source, type, read }: Arrival,
  held: Held,
): Promise<Judged> => {
  const body = await read(held);
  if (type === 'json' && body.length === 0) return refuse('malformed', EMPTY);
  const judged = await judge.read(type, body);
  if (judged.kind === 'malformed')
    return refuse('malformed', `The body is no ExportTraceServiceRequest in ${FORMS[type]}: ${judged.why}.`);
  if (judged.kind === 'too_large') return refuse('too_large');
  const { bytes, accepted, faults } = judged;
  if (accepted > 0) {
    await log.append({ workspace, source, spanBytes, bytes, receivedAt: clock.now() * 1000 });
    metrics.count('holdfast_spans_accepted_total', { source }, accepted);
    metrics.count('holdfast_span_request_bytes_total', { source }, bytes.length);
  }
  for (const [fault, count] of faults) metrics.count('holdfast_spans_rejected_total', { fault }, count);
  return judged;
};

/** In protobuf no byte at all is a request without spans. */
const EMPTY = 'The body is empty. In JSON a request without spans is {}.';

const FORMS: Readonly<Record<MediaType, string>> = { protobuf: 'protobuf', json: 'JSON' };

const outcomeOf = ({ accepted, rejected }: Judged): string => {
  if (rejected > 0) return 'partial';
  return accepted > 0 ? 'stored' : 'empty';
};
