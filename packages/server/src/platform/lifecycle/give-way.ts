import { readdirSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

/**
 * From now on this process works where nobody else would. On Linux every thread has a priority of its own, and hands it on to
 * those that it begins.
 */
export const giveWay = (): void => {
  const { PRIORITY_BELOW_NORMAL: lower, PRIORITY_LOW: lowest } = constants.priority;
  const priority = Math.min(getPriority() + lower, lowest);
  for (const thread of threads()) {
    try {
      setPriority(thread, priority);
    } catch {
      // one that has just ended, or a system that does not let us: then it works as before
    }
  }
};

const THIS_PROCESS = 0;

const threads = (): number[] => {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [THIS_PROCESS];
  }
};
