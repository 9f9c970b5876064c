import type { WorkspaceId } from '@holdfast/protocol/ids';
import { tracesTopic } from '@holdfast/protocol/traces/traces-topic';
import type { Capability } from '../../platform/capability.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { UnaryMethod } from '../../platform/grpc/unary-method.ts';
import type { Authenticate } from '../../platform/http/authenticate.ts';
import type { Endpoint } from '../../platform/http/endpoint.ts';
import type { Signpost } from '../../platform/http/foreign-paths.ts';
import type { HealthCheck } from '../../platform/lifecycle/health.ts';
import { createHints } from '../../platform/live/hints.ts';
import type { Live } from '../../platform/live/live.ts';
import type { Log } from '../../platform/log/log.ts';
import type { SegmentLog } from '../../platform/segments/segment-log.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import type { SpanSink } from '../../platform/telemetry/spans.ts';
import type { Telemetry } from '../../platform/telemetry/telemetry.ts';
import { createBytesInFlight } from './ingest/bytes-in-flight.ts';
import { EXPORT_PATH, grpcExport, notExport } from './ingest/grpc-export.ts';
import { createIntake } from './ingest/intake.ts';
import { createJudge } from './ingest/judge/judge.ts';
import { ingestRoutes, SIGNPOSTS } from './ingest/routes.ts';
import { startKeeper, type SpanKeeper } from './keeper/keeper.ts';
import { createSpanTelemetry } from './keeper/span-telemetry.ts';
import { USUAL_LIMITS } from './otlp/request/limits.ts';
import { createKeepSpans, createOwnSpans, type KeepSpans } from './own-spans.ts';
import type { PriceTable } from './prices/price-table.ts';
import { createLastReceived } from './reading/last-received.ts';
import { readingRoutes } from './reading/routes.ts';
import { createSpanLog } from './span-log/span-log.ts';
import type { Keeping } from './store-process/messages.ts';
import { timestampOfUs } from './store/timestamp.ts';

export interface TraceSettings {
  readonly requestBytes: number;
  readonly spanBytes: number;
  readonly inFlightBytes: number;
}

export interface TracesParts {
  readonly settings: TraceSettings;
  readonly segments: SegmentLog;
  /** Where spans lie, and in it the log. */
  readonly spansFolder: string;
  readonly logFolder: string;
  /** What the process runs that holds the spans. */
  readonly storeEntry: URL;
  readonly keeping: () => Keeping;
  readonly prices: PriceTable;
  readonly live: Live;
  readonly log: Log;
  readonly authenticate: Authenticate;
  readonly metrics: Metrics;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
}

export interface Traces extends Capability {
  /** Those of its endpoints that take spans. */
  readonly taking: readonly Endpoint[];
  readonly keeper: SpanKeeper;
  /** Takes what Holdfast itself does, into the traces of a workspace. */
  readonly ownSpans: (workspace: WorkspaceId, version: string) => SpanSink;
  /** For what a capability has to tell in the traces of a workspace. */
  readonly keepSpans: (version: string) => KeepSpans;
  readonly signposts: readonly Signpost[];
  /** Methods of gRPC by their path, and what is said to calls of others. */
  readonly methods: ReadonlyMap<string, UnaryMethod>;
  readonly unknownMethod: (path: string) => string;
  readonly logHealth: HealthCheck;
  closeJudge(): Promise<void>;
  /** Puts what was received into the index, as far as there is time, and ends the process that holds it. */
  stopKeeper(withinMs: number): Promise<void>;
}

/** What takes spans, from whoever sends them, until they are durable; and what finds them. */
export const createTraces = ({ settings, segments, logFolder, ...parts }: TracesParts): Traces => {
  const { metrics, live } = parts;
  const received = createLastReceived();
  const hints = createHints({
    ...parts,
    publish: (workspace) =>
      live.publish(workspace, tracesTopic, {
        event: 'changed',
        data: { visible: timestampOfUs(keeper.visible() ?? 0n) },
      }),
  });
  const keeper = startKeeper({
    ...parts,
    entry: parts.storeEntry,
    folder: parts.spansFolder,
    spanLog: segments,
    telemetry: createSpanTelemetry(metrics),
    onVisible: (workspace) => hints.tell(workspace, 'spans'),
  });
  const log = createSpanLog(segments, logFolder, ({ workspace, receivedAt }) => {
    received.note(workspace, BigInt(receivedAt));
    keeper.grown();
  });
  const { requestBytes, spanBytes } = settings;
  const inFlight = createBytesInFlight(settings.inFlightBytes);
  const judge = createJudge({ ...USUAL_LIMITS, spanBytes });
  const intake = createIntake({ ...parts, spanBytes, log, inFlight, judge });
  metrics.gauge('holdfast_span_bytes_in_flight', () => [{ labels: {}, value: inFlight.bytes }]);
  metrics.gauge('holdfast_span_log_waiting_bytes', () => [{ labels: {}, value: log.waitingBytes }]);
  const taking = ingestRoutes({ intake, requestBytes });
  return {
    taking,
    endpoints: [...taking, ...readingRoutes({ keeper, receivedAt: received.of })],
    keeper,
    ownSpans: (workspace, version) => createOwnSpans({ ...parts, workspace, version, spanLog: log }),
    keepSpans: (version) => createKeepSpans({ ...parts, version, spanLog: log }),
    signposts: SIGNPOSTS,
    methods: new Map([[EXPORT_PATH, grpcExport({ ...parts, intake, requestBytes })]]),
    unknownMethod: notExport,
    logHealth: () => log.health(),
    closeJudge: () => judge.close(),
    async stopKeeper(withinMs) {
      await keeper.stop(withinMs);
      await hints.close();
    },
  };
};
