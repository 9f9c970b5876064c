import type { Node } from '../lab/node.ts';

const LOOK_EVERY_MS = 20;
const MEGABYTE = 1024 * 1024;

/** By how many megabytes the memory of a process grew at most while something was done. */
export const peakGrowth = async (node: Node, act: () => Promise<unknown>): Promise<number> => {
  const before = node.memoryBytes();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, node.memoryBytes());
  }, LOOK_EVERY_MS);
  try {
    await act();
  } finally {
    clearInterval(timer);
  }
  return (Math.max(peak, node.memoryBytes()) - before) / MEGABYTE;
};
