import { Failure } from '../failure.ts';
import type { Log } from '../log/log.ts';
import type { Clock } from '../clock/clock.ts';
import type { Metrics } from './metrics.ts';
import type { Spans } from './spans.ts';
import type { TraceContext } from './traceparent.ts';

interface TellerParts {
  readonly metrics: Metrics;
  readonly spans: Spans;
  readonly clock: Clock;
  readonly log: Log;
}

interface OutboundCall {
  readonly purpose: string;
  readonly method: string;
  readonly trace: TraceContext;
  readonly parent: TraceContext | undefined;
}

/** With the origin alone: the path of a webhook is often its secret. */
export type TellCalls = (call: OutboundCall) => (origin: string, outcome: number | Error) => void;

/** A request to the outside as metric, span and, where it failed, log line. No label names a host: there are as many as people think of. */
export const tellCalls =
  ({ metrics, spans, clock, log }: TellerParts): TellCalls =>
  ({ purpose, method, trace, parent }) => {
    const startedAt = clock.now();
    const since = clock.elapsed();
    let isTold = false;

    return (origin, outcome) => {
      if (isTold) return;
      isTold = true;
      const milliseconds = clock.elapsed() - since;
      const name = outcomeOf(outcome);
      metrics.count('holdfast_outbound_requests_total', { purpose, outcome: name });
      metrics.observe('holdfast_outbound_request_seconds', { purpose }, milliseconds / 1000);
      if (outcome instanceof Failure)
        log[name === 'refused' ? 'warn' : 'info'](
          {
            event: 'outbound_failed',
            purpose,
            origin,
            reason: name,
            took_ms: Math.round(milliseconds),
            trace_id: trace.traceId,
            ...(outcome.cause instanceof Error ? { cause: outcome.cause.message } : {}),
          },
          outcome.message,
        );
      if (!trace.sampled || parent === undefined) return;
      spans.write({
        name: `${method} ${purpose}`,
        kind: 'client',
        context: trace,
        parentSpanId: parent.spanId,
        startedAt,
        milliseconds,
        attributes: {
          'http.request.method': method,
          'server.address': origin,
          ...(typeof outcome === 'number' ? { 'http.response.status_code': outcome } : { 'error.type': name }),
        },
        failed: typeof outcome !== 'number' || outcome >= 400,
      });
    };
  };

/** One of few words: the class of the status, or why there was none. */
const outcomeOf = (outcome: number | Error): string => {
  if (typeof outcome === 'number') return `${Math.floor(outcome / 100)}xx`;
  return outcome instanceof Failure && 'reason' in outcome ? String(outcome.reason) : 'given_up';
};
