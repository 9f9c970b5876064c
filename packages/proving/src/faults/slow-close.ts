import type { Fault } from './fault.ts';

/** A side that closes is heard of late. */
export const slowClose = (ms: number): Fault => ({ name: `slow close ${ms} ms`, closeDelayMs: ms });
