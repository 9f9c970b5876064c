import type { Clock } from '../clock/clock.ts';
import { within } from '../clock/deadline.ts';
import type { Log } from '../log/log.ts';

export interface Closing<Value> {
  readonly close: (value: Value) => Promise<unknown>;
  /** How long closing may take before the next part is closed all the same. */
  readonly withinMs?: number;
}

/** What was opened in order is closed in reverse. */
export interface Lifecycle {
  open<Value>(name: string, open: () => Value | Promise<Value>, closing?: Closing<Value>): Promise<Value>;
  /** Never throws: what cannot be closed is logged. True when everything closed in order. */
  closeAll(): Promise<boolean>;
}

interface Open {
  readonly name: string;
  readonly close: () => Promise<unknown>;
  readonly withinMs: number;
}

const CLOSE_WITHIN_MS = 5000;

export const createLifecycle = (log: Log, clock: Clock): Lifecycle => {
  const opened: Open[] = [];
  let closing: Promise<boolean> | undefined;

  const closeOne = async ({ name, close, withinMs }: Open): Promise<boolean> => {
    const since = clock.elapsed();
    try {
      await within(withinMs, `Closing the ${name}`, close());
      log.debug({ part: name, took_ms: Math.round(clock.elapsed() - since) }, 'Closed.');
      return true;
    } catch (error) {
      log.error({ part: name, error }, 'A part could not be closed in order.');
      return false;
    }
  };

  const closeEach = async (): Promise<boolean> => {
    let inOrder = true;
    for (let part = opened.pop(); part !== undefined; part = opened.pop()) {
      inOrder = (await closeOne(part)) && inOrder;
    }
    return inOrder;
  };

  return {
    async open(name, open, closing) {
      const since = clock.elapsed();
      const value = await open();
      if (closing !== undefined) {
        opened.push({ name, close: () => closing.close(value), withinMs: closing.withinMs ?? CLOSE_WITHIN_MS });
      }
      log.debug({ part: name, took_ms: Math.round(clock.elapsed() - since) }, 'Opened.');
      return value;
    },
    // whoever asks a second time waits for the first: parts closed by two at once would not be closed in order
    closeAll: () => (closing ??= closeEach()),
  };
};
