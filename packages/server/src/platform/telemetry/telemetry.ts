import { isOpen, type Contract } from '@holdfast/protocol/contract';
import { errorEntry } from '@holdfast/protocol/errors/book';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import type { Failure } from '../failure.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from './metrics.ts';
import { tellCalls, type TellCalls } from './outbound-calls.ts';
import type { RequestTrace } from './request-trace.ts';
import type { SpanAttributes, Spans } from './spans.ts';
import { descend, readTraceparent, type TraceContext } from './traceparent.ts';

/** The part of a visit that is told about. */
interface Told {
  readonly trace: RequestTrace;
  readonly startedAt: number;
  /** What else its span says. */
  readonly about: SpanAttributes;
}

export interface FailedRequest {
  readonly method: string;
  readonly path: string;
  readonly traceId: string;
}

/** One method for each thing that happens: it writes log line, metric and span together. */
export interface Telemetry {
  startRequest(contract: Contract, headers: IncomingHttpHeaders): RequestTrace;
  endRequest(contract: Contract, status: number, told: Told): void;
  /** The request's own log, if it came so far that it has one. */
  failed(failure: Failure, request: FailedRequest, own: Log | undefined): void;
  traceIdOf(headers: IncomingHttpHeaders): string;
  /** A request of ours to the outside begins; what is given back tells how it ended, once. */
  readonly called: TellCalls;
  /** A try of a job has ended. */
  ranJob(job: ToldJob): void;
}

export interface ToldJob {
  readonly name: string;
  readonly id: string;
  readonly queue: string;
  readonly attempt: number;
  readonly outcome: string;
  /** Why it did not end well, and what became of the job. */
  readonly reason?: string | undefined;
  readonly became?: string | undefined;
  readonly milliseconds: number;
  readonly waitedMs: number;
  readonly context: TraceContext;
  readonly parentSpanId: string | undefined;
}

export interface TelemetryParts {
  readonly metrics: Metrics;
  readonly spans: Spans;
  readonly clock: Clock;
  readonly log: Log;
}

export const createTelemetry = ({ metrics, spans, clock, log }: TelemetryParts): Telemetry => ({
  startRequest(_contract, headers) {
    const parent = readTraceparent(headers['traceparent']);
    return { ...descend(parent), parentSpanId: parent?.spanId, startedAt: clock.now() };
  },

  endRequest(contract, status, { trace, startedAt, about }) {
    const milliseconds = clock.elapsed() - startedAt;
    metrics.count('holdfast_http_requests_total', { operation: contract.name, status: String(status) });
    if (contract.events === undefined)
      metrics.observe('holdfast_http_request_seconds', { operation: contract.name }, milliseconds / 1000);
    // a span about taking spans would make another, where Holdfast sends its own to itself
    if (!trace.sampled || isOpen(contract.permission) || contract.speaks === 'otlp') return;
    spans.write({
      name: contract.name,
      kind: 'server',
      context: trace,
      parentSpanId: trace.parentSpanId,
      startedAt: trace.startedAt,
      milliseconds,
      attributes: {
        'http.request.method': contract.method,
        'http.route': contract.path,
        'http.response.status_code': status,
        ...about,
      },
      failed: status >= 500,
    });
  },

  failed({ code, message, cause }, { method, path, traceId }, own) {
    metrics.count('holdfast_failures_total', { code });
    const { level, status } = errorEntry(code);
    const fields = {
      event: 'request_failed' as const,
      code,
      status,
      method,
      path,
      ...(cause === undefined ? {} : { error: cause }),
    };
    (own ?? log.child({ trace_id: traceId }))[level](fields, message);
  },

  ranJob: (job) => tellJob({ metrics, spans, clock, log }, job),

  traceIdOf: (headers) => (readTraceparent(headers['traceparent']) ?? descend(undefined)).traceId,
  called: tellCalls({ metrics, spans, clock, log }),
});

const tellJob = (
  { metrics, spans, clock, log }: TelemetryParts,
  { name, id, queue, attempt, outcome, reason, became, milliseconds, waitedMs, context, parentSpanId }: ToldJob,
): void => {
  metrics.count('holdfast_jobs_total', { queue, outcome });
  metrics.observe('holdfast_job_seconds', { queue }, milliseconds / 1000);
  if (attempt === 1) metrics.observe('holdfast_job_wait_seconds', { queue }, waitedMs / 1000);
  if (reason !== undefined) {
    const fields = { job: name, job_id: id, queue, attempt, outcome, reason, trace_id: context.traceId };
    if (became === 'dead')
      log.error(
        { event: 'job_given_up', ...fields },
        `The job ${name} is a dead letter; mend the cause and send it again: ${reason}`,
      );
    else log.warn({ event: 'job_try_failed', ...fields }, `A try of the job ${name} failed: ${reason}`);
  }
  if (!context.sampled) return;
  spans.write({
    name,
    kind: 'internal',
    context,
    parentSpanId,
    startedAt: clock.now() - milliseconds,
    milliseconds,
    attributes: { 'holdfast.job.id': id, 'holdfast.job.queue': queue, 'holdfast.job.attempt': attempt },
    failed: reason !== undefined,
  });
};
