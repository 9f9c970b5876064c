import { readFileSync } from 'node:fs';
import { treeOf } from './process-tree.ts';

/** Of the kernel's counting; on every Linux that Node runs on a hundredth of a second. */
const TICK_MS = 10;

/** How long a process and all below it have had a processor, also those that have ended. Linux only. */
export const processorMsOf = (root: number): number =>
  treeOf(root).reduce((sum, pid) => sum + ticksOf(pid, pid === root) * TICK_MS, 0);

const ticksOf = (pid: number, withEnded: boolean): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime and stime, then the same of children that have ended
    return fields.slice(11, withEnded ? 15 : 13).reduce((ticks, field) => ticks + Number(field), 0);
  } catch {
    return 0;
  }
};
