import { CONTRACTS } from '@holdfast/protocol/contracts';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Log } from '../../platform/log/log.ts';
import { createBatchedSpans } from '../../platform/telemetry/batched-spans.ts';
import { toOtlp } from '../../platform/telemetry/otlp-json.ts';
import type { Span, SpanSink } from '../../platform/telemetry/spans.ts';
import { fromJson } from './otlp/json/from-json.ts';
import { USUAL_JSON_LIMITS } from './otlp/json/json-size.ts';
import { USUAL_LIMITS } from './otlp/request/limits.ts';
import type { SpanLog } from './span-log/span-log.ts';

export interface KeepSpansParts {
  readonly spanLog: Pick<SpanLog, 'append'>;
  readonly version: string;
  readonly clock: Pick<Clock, 'now'>;
}

export interface OwnSpansParts extends KeepSpansParts {
  readonly workspace: WorkspaceId;
  readonly log: Log;
}

/** Resolves when they are durable among the spans of the workspace; fails as the log does that all others go through. */
export type KeepSpans = (workspace: WorkspaceId, spans: readonly Span[]) => Promise<void>;

const SEND_EVERY_MS = 1000;
const { spanBytes } = USUAL_LIMITS;

/** Requests that bring spans. A span about each would be one more for every few that come. */
const BRINGING = new Set(CONTRACTS.filter(({ speaks }) => speaks === 'otlp').map(({ name }) => name));

export const createKeepSpans =
  ({ spanLog, version, clock }: KeepSpansParts): KeepSpans =>
  async (workspace, spans) => {
    const written = fromJson(Buffer.from(JSON.stringify(toOtlp(spans, version))), USUAL_JSON_LIMITS);
    if (written.kind !== 'written') throw new Error(`they came to be ${written.kind}`);
    const receivedAt = clock.now() * 1000;
    await spanLog.append({ workspace, source: 'own', receivedAt, spanBytes, bytes: written.bytes });
  };

/** Puts what Holdfast itself does among the spans of a workspace, by the same log as all others. */
export const createOwnSpans = ({ workspace, log, ...parts }: OwnSpansParts): SpanSink => {
  const keep = createKeepSpans(parts);
  const batched = createBatchedSpans({
    sendEveryMs: SEND_EVERY_MS,
    send: (batch) => keep(workspace, batch),
    onDropped: (dropped, why) =>
      log.warn(
        { dropped, error_message: why },
        'Spans of Holdfast\u2019s own requests could not be kept and were dropped.',
      ),
  });
  return {
    write(span) {
      if (!BRINGING.has(span.name)) batched.write(span);
    },
    close: () => batched.close(),
  };
};
