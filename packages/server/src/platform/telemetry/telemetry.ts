import { isOpen, type Contract } from '@holdfast/protocol/contract';
import { errorEntry } from '@holdfast/protocol/errors/book';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import type { Failure } from '../failure.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from './metrics.ts';
import type { RequestTrace } from './request-trace.ts';
import type { SpanSink } from './spans.ts';
import { descend, readTraceparent } from './traceparent.ts';

/** The part of a visit that is told about. */
interface Told {
  readonly trace: RequestTrace;
  readonly startedAt: number;
  readonly log: Log;
}

/** One method for each thing that happens: it writes log line, metric and span together. */
export interface Telemetry {
  startRequest(contract: Contract, headers: IncomingHttpHeaders): RequestTrace;
  endRequest(contract: Contract, status: number, told: Told): void;
  failed(failure: Failure, method: string, path: string, told: Told | undefined): void;
  traceIdOf(headers: IncomingHttpHeaders): string;
}

export interface TelemetryParts {
  readonly metrics: Metrics;
  readonly spans: SpanSink;
  readonly clock: Clock;
  readonly log: Log;
}

export const createTelemetry = ({ metrics, spans, clock, log }: TelemetryParts): Telemetry => ({
  startRequest(_contract, headers) {
    const parent = readTraceparent(headers['traceparent']);
    return { ...descend(parent), parentSpanId: parent?.spanId, startedAt: clock.now() };
  },

  endRequest(contract, status, { trace, startedAt }) {
    const milliseconds = clock.elapsed() - startedAt;
    metrics.count('holdfast_http_requests_total', { operation: contract.name, status: String(status) });
    if (contract.events === undefined) metrics.observe('holdfast_http_request_seconds', { operation: contract.name }, milliseconds / 1000);
    if (!trace.sampled || isOpen(contract.permission)) return;
    spans.write({
      name: contract.name,
      kind: 'server',
      context: trace,
      parentSpanId: trace.parentSpanId,
      startedAt: trace.startedAt,
      milliseconds,
      attributes: { 'http.request.method': contract.method, 'http.route': contract.path, 'http.response.status_code': status },
      failed: status >= 500,
    });
  },

  failed({ code, message, cause }, method, path, told) {
    metrics.count('holdfast_failures_total', { code });
    const { level, status } = errorEntry(code);
    const fields = { event: 'request_failed', code, status, method, path, ...(cause === undefined ? {} : { error: cause }) };
    (told?.log ?? log)[level](fields, message);
  },

  traceIdOf: (headers) => (readTraceparent(headers['traceparent']) ?? descend(undefined)).traceId,
});
