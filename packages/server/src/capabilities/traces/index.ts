import type { Capability } from '../../platform/capability.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { UnaryMethod } from '../../platform/grpc/unary-method.ts';
import type { Authenticate } from '../../platform/http/authenticate.ts';
import type { Signpost } from '../../platform/http/foreign-paths.ts';
import type { HealthCheck } from '../../platform/lifecycle/health.ts';
import type { SegmentLog } from '../../platform/segments/segment-log.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import type { Telemetry } from '../../platform/telemetry/telemetry.ts';
import { createBytesInFlight } from './ingest/bytes-in-flight.ts';
import { EXPORT_PATH, grpcExport, notExport } from './ingest/grpc-export.ts';
import { createIntake } from './ingest/intake.ts';
import { createJudge } from './ingest/judge/judge.ts';
import { ingestRoutes, SIGNPOSTS } from './ingest/routes.ts';
import { USUAL_LIMITS } from './otlp/request/limits.ts';
import { createSpanLog } from './span-log/span-log.ts';

export interface TraceSettings {
  readonly requestBytes: number;
  readonly spanBytes: number;
  readonly inFlightBytes: number;
}

export interface TracesParts {
  readonly settings: TraceSettings;
  readonly segments: SegmentLog;
  /** Where they lie. */
  readonly folder: string;
  readonly authenticate: Authenticate;
  readonly metrics: Metrics;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

export interface Traces extends Capability {
  readonly signposts: readonly Signpost[];
  /** Methods of gRPC by their path, and what is said to calls of others. */
  readonly methods: ReadonlyMap<string, UnaryMethod>;
  readonly unknownMethod: (path: string) => string;
  readonly logHealth: HealthCheck;
  close(): Promise<void>;
}

/** What takes spans, from whoever sends them, until they are durable. */
export const createTraces = ({ settings, segments, folder, ...parts }: TracesParts): Traces => {
  const { metrics } = parts;
  const log = createSpanLog(segments, folder);
  const { requestBytes, spanBytes } = settings;
  const inFlight = createBytesInFlight(settings.inFlightBytes);
  const judge = createJudge({ ...USUAL_LIMITS, spanBytes });
  const intake = createIntake({ ...parts, log, inFlight, judge });
  metrics.gauge('holdfast_span_bytes_in_flight', () => [{ labels: {}, value: inFlight.bytes }]);
  metrics.gauge('holdfast_span_log_waiting_bytes', () => [{ labels: {}, value: log.waitingBytes }]);
  return {
    endpoints: ingestRoutes({ intake, requestBytes }),
    signposts: SIGNPOSTS,
    methods: new Map([[EXPORT_PATH, grpcExport({ ...parts, intake, requestBytes })]]),
    unknownMethod: notExport,
    logHealth: () => log.health(),
    close: () => judge.close(),
  };
};
