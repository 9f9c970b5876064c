import { readdirSync, readFileSync } from 'node:fs';

/** The parent of every process, from /proc. Linux only, like the loop. */
const parents = (): Map<number, number> => {
  const map = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      map.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // it ended while we looked
    }
  }
  return map;
};

/** A process and everything below it. */
export const treeOf = (root: number): number[] => {
  const of = parents();
  const tree = [root];
  for (const pid of tree)
    for (const [child, parent] of of) if (parent === pid && !tree.includes(child)) tree.push(child);
  return tree;
};

export const killAll = (pids: readonly number[]): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // gone already
    }
  }
};
