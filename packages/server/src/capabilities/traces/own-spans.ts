import { CONTRACTS } from '@holdfast/protocol/contracts';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Log } from '../../platform/log/log.ts';
import { createBatchedSpans } from '../../platform/telemetry/batched-spans.ts';
import { toOtlp } from '../../platform/telemetry/otlp-json.ts';
import type { SpanSink } from '../../platform/telemetry/spans.ts';
import { fromJson } from './otlp/json/from-json.ts';
import { USUAL_JSON_LIMITS } from './otlp/json/json-size.ts';
import { USUAL_LIMITS } from './otlp/request/limits.ts';
import type { SpanLog } from './span-log/span-log.ts';

export interface OwnSpansParts {
  readonly workspace: WorkspaceId;
  readonly spanLog: Pick<SpanLog, 'append'>;
  readonly version: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

const SEND_EVERY_MS = 1000;
const { spanBytes } = USUAL_LIMITS;

/** Requests that bring spans. A span about each would be one more for every few that come. */
const BRINGING = new Set(CONTRACTS.filter(({ speaks }) => speaks === 'otlp').map(({ name }) => name));

/** Puts what Holdfast itself does among the spans of a workspace, by the same log as all others. */
export const createOwnSpans = ({ workspace, spanLog, version, clock, log }: OwnSpansParts): SpanSink => {
  const batched = createBatchedSpans({
    sendEveryMs: SEND_EVERY_MS,
    async send(batch) {
      const written = fromJson(Buffer.from(JSON.stringify(toOtlp(batch, version))), USUAL_JSON_LIMITS);
      if (written.kind !== 'written') throw new Error(`they came to be ${written.kind}`);
      await spanLog.append({
        workspace,
        source: 'own',
        receivedAt: clock.now() * 1000,
        spanBytes,
        bytes: written.bytes,
      });
    },
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
