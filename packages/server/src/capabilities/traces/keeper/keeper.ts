import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { PartHealth } from '@holdfast/protocol/process/readiness';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { SegmentLog } from '../../../platform/segments/segment-log.ts';
import type { FromStore, Keeping, Sizes } from '../store-process/messages.ts';
import type { Reading } from '../store-process/reading.ts';
import { createAsking } from './asking.ts';
import { createEndTelling } from './end-telling.ts';
import { createHearing } from './hearing.ts';
import { createLag } from './lag.ts';
import type { SpanTelemetry } from './span-telemetry.ts';
import { spansHealth } from './spans-health.ts';
import { superviseStore } from './supervise-store.ts';
import { createWatermark } from './watermark.ts';

/** Holds the process that holds the spans, and speaks for it. */
export interface SpanKeeper {
  /** The process that holds the spans, while there is one. */
  readonly pid: number | undefined;
  /** What was acknowledged is in the log, and may be taken from there. */
  grown(): void;
  /** What a workspace can ask, as long as the signal lasts. */
  of(workspace: WorkspaceId, signal: AbortSignal): Reading;
  /** Resolves when everything that is durable now is found by queries. */
  caughtUp(signal: AbortSignal): Promise<void>;
  /** Everything that was received up to then is found, in microseconds; undefined before anything is. */
  visible(): bigint | undefined;
  sizes(): Sizes | undefined;
  health(): PartHealth;
  /** Forgets what is not kept any more. Happens by itself, once a minute. */
  keep(): void;
  stop(withinMs: number): Promise<void>;
}

export interface KeeperParts {
  readonly entry: URL;
  readonly folder: string;
  readonly spanLog: Pick<SegmentLog, 'end' | 'forgetBefore'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: SpanTelemetry;
  /** Spans of this workspace are found that were not before. */
  readonly onVisible: (workspace: WorkspaceId) => void;
  /** What is kept, from now on. */
  readonly keeping: () => Keeping;
  /** How long whoever asks waits while the store is being opened. */
  readonly patienceMs?: number;
}

const KEEP_EVERY_MS = 60_000;

export const startKeeper = (parts: KeeperParts): SpanKeeper => {
  const { spanLog, clock, log, telemetry, keeping } = parts;
  const watermark = createWatermark();
  const lag = createLag(clock);
  const hearing = createHearing(parts, { watermark, lag });
  const hear = (message: FromStore): void => {
    if (message.kind === 'answer' || message.kind === 'refusal') asking.heard(message);
    else hearing.heard(message);
  };
  const supervisor = superviseStore({
    ...parts,
    end: () => spanLog.end,
    onMessage: hear,
    onStart: () => keep(),
    onGone: (how) => {
      hearing.gone(how);
      asking.refuseAll();
      telemetry.restarted();
    },
  });
  const asking = createAsking({
    send: (ask) => hearing.isOpen() && supervisor.tell(ask),
    opened: hearing.opened,
  });
  const ends = createEndTelling(() => {
    lag.grown(spanLog.end);
    supervisor.tell({ kind: 'end', end: spanLog.end });
  }, clock);
  const keep = (): void => void supervisor.tell({ kind: 'keep', keeping: keeping() });
  const keepTimer = setInterval(keep, KEEP_EVERY_MS).unref();
  const health = (): PartHealth => spansHealth({ ...hearing.state(), behindMs: lag.ms() });
  telemetry.watch({ lagMs: lag.ms, sizes: hearing.sizes });

  return {
    get pid() {
      return supervisor.pid;
    },
    grown: ends.soon,
    of: asking.of,
    async caughtUp(signal) {
      const { end } = spanLog;
      ends.now();
      await watermark.past(end, signal);
    },
    visible: hearing.visible,
    sizes: hearing.sizes,
    health,
    keep,
    async stop(withinMs) {
      clearInterval(keepTimer);
      ends.now();
      await supervisor.stop(withinMs);
      asking.refuseAll();
      log.debug({}, 'The process that holds the spans has ended.');
    },
  };
};
