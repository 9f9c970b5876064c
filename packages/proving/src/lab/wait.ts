import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  readonly seconds: number;
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
}

/** The time was up, or the run was given up, while this was waited for. */
export class GivenUpWaiting extends Error {
  override readonly name = 'GivenUpWaiting';

  constructor(what: string, cause: unknown) {
    super(`${cause instanceof Error ? cause.message : String(cause)}: it waited for ${what}`, { cause });
  }
}

/** Asks again and again until there is an answer; `undefined` and `false` mean not yet. */
export const until = async <Found>(
  what: string,
  patience: Patience,
  ask: () => Promise<Found | undefined | false> | Found | undefined | false,
): Promise<Found> => {
  const deadline = performance.now() + patience.seconds * 1000;
  for (;;) {
    if (patience.signal?.aborted === true) throw new GivenUpWaiting(what, patience.signal.reason);
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited ${patience.seconds} s in vain for ${what}`);
    // an abort ends the pause, and is told above
    const { everyMs = 10, signal } = patience;
    await sleep(everyMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
};

/** Waits so long and no longer: what does not come then is an error that says what it was. */
export const within = async <Value>(what: string, ms: number, coming: Promise<Value>): Promise<Value> => {
  const over = new AbortController();
  const late = sleep(ms, undefined, { signal: over.signal }).then(
    () => Promise.reject(new Error(`waited ${ms / 1000} s in vain for ${what}`)),
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([coming, late]);
  } finally {
    over.abort();
  }
};

/** Time in which something goes on: a load, a pace, an outage. Never to wait until something is true. */
export const pass = (ms: number): Promise<void> => sleep(ms);
