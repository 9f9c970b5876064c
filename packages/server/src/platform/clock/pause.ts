import { setTimeout as timeout } from 'node:timers/promises';

/** Waits, and wakes at once with the signal’s reason when it is aborted. */
export const pause = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
  await timeout(milliseconds, undefined, signal === undefined ? undefined : { signal });
};
