import type { Clock } from '../clock/clock.ts';
import { within } from '../clock/deadline.ts';
import type { Log } from '../log/log.ts';

export interface Part {
  readonly name: string;
  readonly start?: () => Promise<void>;
  readonly stop?: () => Promise<void>;
  /** How long stopping may take before the next part is stopped all the same. */
  readonly stopWithinMs?: number;
}

export interface Lifecycle {
  add(part: Part): void;
  /** Starts the parts in the order in which they were added. When one fails, those before it are stopped again. */
  start(): Promise<void>;
  /** Stops what was started, in reverse. Never throws: what cannot be stopped is logged. True when all stopped in order. */
  stop(): Promise<boolean>;
}

const STOP_WITHIN_MS = 5000;

export const createLifecycle = (log: Log, clock: Clock): Lifecycle => {
  const parts: Part[] = [];
  const started: Part[] = [];

  const stop = async (): Promise<boolean> => {
    let inOrder = true;
    for (let part = started.pop(); part !== undefined; part = started.pop()) {
      inOrder = (await stopPart(part)) && inOrder;
    }
    return inOrder;
  };

  const stopPart = async ({ name, stop: stopping, stopWithinMs = STOP_WITHIN_MS }: Part): Promise<boolean> => {
    const since = clock.elapsed();
    try {
      await within(stopWithinMs, `Stopping ${name}`, stopping?.() ?? Promise.resolve());
      log.debug({ part: name, took_ms: Math.round(clock.elapsed() - since) }, 'Stopped.');
      return true;
    } catch (error) {
      log.error({ part: name, error }, 'Could not be stopped in order.');
      return false;
    }
  };

  return {
    add: (part) => void parts.push(part),
    async start() {
      for (const part of parts) {
        const since = clock.elapsed();
        // counted as started before it is: a part that failed half-way must be able to clean up
        started.push(part);
        try {
          await part.start?.();
        } catch (error) {
          await stop();
          throw error;
        }
        log.debug({ part: part.name, took_ms: Math.round(clock.elapsed() - since) }, 'Started.');
      }
    },
    stop,
  };
};
