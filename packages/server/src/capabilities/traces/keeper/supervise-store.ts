import type { Clock } from '../../../platform/clock/clock.ts';
import { pause } from '../../../platform/clock/pause.ts';
import { within } from '../../../platform/clock/deadline.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { SegmentLog } from '../../../platform/segments/segment-log.ts';
import { EXIT_AGAIN, type FromStore, type Phase, type ToStore } from '../store-process/messages.ts';
import { startStoreChild, type StoreChild } from './store-child.ts';

export interface StoreSupervisor {
  /** Of the process that holds the spans now. */
  readonly pid: number | undefined;
  /** There is something to keep or somebody who asks: from now on there is a process. */
  wake(): void;
  /** False while nobody hears it. */
  tell(message: ToStore): boolean;
  stop(withinMs: number): Promise<void>;
}

export interface StoreSupervisorParts {
  readonly entry: URL;
  readonly folder: string;
  readonly spanLog: Pick<SegmentLog, 'began' | 'end'>;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly onMessage: (message: FromStore) => void;
  readonly onStart: () => void;
  readonly onGone: (how: string) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 15_000;
/** Whoever lived so long was well; what ends it then is something new. */
const WELL_MS = 60_000;
const NOT_OPEN: ReadonlySet<Phase['phase']> = new Set(['opening', 'waiting']);
/** An index that ends its process so often before it is open is not opened again. */
const MOST_ENDS = 3;

/**
 * Starts the store's process when it is needed first, and again whenever it ends unasked, for as long as it takes. Who never sends
 * spans does without its memory.
 */
export const superviseStore = (parts: StoreSupervisorParts): StoreSupervisor => {
  const { entry, folder, spanLog, log, onMessage, onStart } = parts;
  const stopping = new AbortController();
  const woken = Promise.withResolvers<void>();
  let child: StoreChild | undefined;
  let isOpen = false;
  let wasOpen = false;
  let endsBeforeOpen = 0;

  const hear = (message: FromStore): void => {
    if (message.kind === 'hello') {
      const anew = endsBeforeOpen >= MOST_ENDS;
      if (anew) endsBeforeOpen = 0;
      // what an index has behind where the log began is of another log, until one was opened that follows this one
      const { began, end } = spanLog;
      child?.tell({ kind: 'begin', beginning: { folder, mostReached: wasOpen ? end : began, end, anew } });
      onStart();
      return;
    }
    if (message.kind === 'phase' && !NOT_OPEN.has(message.phase.phase)) isOpen = wasOpen = true;
    onMessage(message);
  };
  const liveOnce = async (): Promise<string> => {
    isOpen = false;
    child = startStoreChild({
      entry,
      onMessage: hear,
      onLine: (line) => log.error({ line }, 'The process that holds the spans wrote this.'),
    });
    const how = await child.gone;
    child = undefined;
    endsBeforeOpen = isOpen ? 0 : endsBeforeOpen + 1;
    return how;
  };
  const living = woken.promise.then(() => liveAgain(liveOnce, parts, stopping.signal));

  return {
    get pid() {
      return child?.pid;
    },
    wake: woken.resolve,
    tell(message) {
      child?.tell(message);
      return child !== undefined;
    },
    async stop(withinMs) {
      stopping.abort(new Error('Holdfast is stopping'));
      woken.resolve();
      child?.tell({ kind: 'stop' });
      try {
        await within(withinMs, 'Closing the index of spans', living);
      } catch {
        // what it did not put into its index it finds in the log again
        child?.kill();
        await living;
      }
    },
  };
};

const liveAgain = async (
  liveOnce: () => Promise<string>,
  { clock, log, onGone }: StoreSupervisorParts,
  stopping: AbortSignal,
): Promise<void> => {
  let pauseMs = FIRST_PAUSE_MS;
  while (!stopping.aborted) {
    const began = clock.elapsed();
    const how = await liveOnce();
    if (stopping.aborted) return;
    onGone(how);
    const wasWished = how === `code ${EXIT_AGAIN}`;
    if (!wasWished) log.warn({ how }, 'The process that holds the spans ended and is started again.');
    if (clock.elapsed() - began > WELL_MS) pauseMs = FIRST_PAUSE_MS;
    await pause(pauseMs, stopping).catch(() => {});
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
};
