import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { PartHealth } from '@holdfast/protocol/process/readiness';
import type { FromStore, Sizes, ToStore } from '../store-process/messages.ts';
import type { Reading } from '../store-process/reading.ts';
import { createAsking } from './asking.ts';
import { createEndTelling } from './end-telling.ts';
import { createEndOld } from './end-old.ts';
import { createHearing } from './hearing.ts';
import { createLag, type Lag } from './lag.ts';
import { createPriceTelling } from './price-telling.ts';
import { createOpenness, type Openness } from './openness.ts';
import { hasSpans } from './has-spans.ts';
import type { KeeperParts } from './parts.ts';
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
  forgetOld(): void;
  stop(withinMs: number): Promise<void>;
}

const FORGET_EVERY_MS = 60_000;

export const startKeeper = (parts: KeeperParts): SpanKeeper => {
  const { spanLog, clock, telemetry } = parts;
  const watermark = createWatermark();
  const lag = createLag(clock);
  const openness = createOpenness({ ...parts, onBegin: () => supervisor.wake() });
  const hearing = createHearing({ ...parts, watermark, lag, openness });
  const hear = (message: FromStore): void => {
    if (message.kind === 'answer' || message.kind === 'refusal') asking.heard(message);
    else if (message.kind === 'wants_prices') prices.tell(message.workspace);
    else if (message.kind !== 'hello') hearing.heard(message);
  };
  const supervisor = superviseStore({
    ...parts,
    spanLog,
    onMessage: hear,
    onStart: () => forgetOld(),
    onGone(how) {
      hearing.gone(how);
      asking.refuseAll();
      telemetry.restarted();
    },
  });
  const asking = createAsking({
    send: (ask) => openness.isOpen() && supervisor.tell(ask),
    opened: openness.opened,
  });
  const prices = createPriceTelling(parts, supervisor.tell);
  const { tellEnd, ends } = tellEnds(parts, lag, openness, supervisor.tell);
  const { forgetOld, stopForgetting } = forgetAgainAndAgain(parts, supervisor.tell);
  beginWithSpans(parts, openness.begin);
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
    health: () => spansHealth({ ...hearing.state(), behindMs: lag.ms() }),
    forgetOld,
    async stop(withinMs) {
      stopForgetting();
      prices.close();
      tellEnd();
      await supervisor.stop(withinMs);
      asking.refuseAll();
    },
  };
};

/** How far the log is; the first who has something to tell begins the process. */
const tellEnds = (
  { spanLog, clock }: KeeperParts,
  lag: Lag,
  openness: Openness,
  tell: (message: ToStore) => boolean,
) => {
  const tellEnd = (): void => {
    lag.grown(spanLog.end);
    tell({ kind: 'end', end: spanLog.end });
  };
  const beginAndTell = (): void => {
    openness.begin();
    tellEnd();
  };
  return { tellEnd, ends: createEndTelling(beginAndTell, clock) };
};

/** What is there is opened at once: it may have to be built anew, sealed or forgotten. */
const beginWithSpans = ({ folder, log }: KeeperParts, begin: () => void): void => {
  hasSpans(folder).then(
    (has) => has && begin(),
    (error: unknown) => {
      log.warn({ error, folder }, 'The folder of the spans could not be looked into.');
      begin();
    },
  );
};

/** Has old spans forgotten, now and once a minute. */
const forgetAgainAndAgain = ({ spanLog, clock, log, keeping }: KeeperParts, tell: (message: ToStore) => boolean) => {
  const endOld = createEndOld(spanLog, clock);
  const forgetOld = (): void => {
    endOld().catch((error: unknown) => log.warn({ error }, 'A segment of the span log could not be ended.'));
    tell({ kind: 'forget', keeping: keeping() });
  };
  const timer = setInterval(forgetOld, FORGET_EVERY_MS).unref();
  return { forgetOld, stopForgetting: () => clearInterval(timer) };
};
