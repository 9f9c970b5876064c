import { setFlagsFromString } from 'node:v8';

/** Below this nothing is collected but what is young. */
const UNCOLLECTED_MB = 72;

/**
 * For a process that receives much and holds little of it. Bodies of requests lie outside of the heap: only because of them Node
 * would go through the whole heap several times a second, find nothing in it to collect, and spend more on that than on the
 * requests. And a start makes much that is soon gone: room that the heap took for it would be kept for good.
 */
export const keepHeapSmall = (): void => {
  setFlagsFromString('--external-memory-accounted-in-global-limit');
  setFlagsFromString(`--initial-old-space-size=${UNCOLLECTED_MB}`);
  setFlagsFromString('--semi-space-growth-factor=1');
};

/** As usual, once the start is over. */
export const letHeapGrow = (): void => setFlagsFromString('--semi-space-growth-factor=2');
