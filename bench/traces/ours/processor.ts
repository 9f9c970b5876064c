import { commandOf } from '../../lib/memory.ts';
import { processorMsOf } from '../../lib/processor-time.ts';
import { treeOf } from '../../lib/process-tree.ts';

/** What each part has had of the processor so far, in milliseconds. */
export interface Processor {
  readonly server: number;
  readonly store: number;
  readonly postgres: number;
}

export const processorOf = (server: number): Processor => {
  const tree = treeOf(server);
  const rootOf = (word: string): number => tree.find((pid) => pid !== server && commandOf(pid).includes(word)) ?? 0;
  const msOf = (pid: number): number => (pid === 0 ? 0 : processorMsOf(pid));
  const [all, store, postgres] = [msOf(server), msOf(rootOf('span-store')), msOf(rootOf('postgres'))];
  return { server: all - store - postgres, store, postgres };
};

/** Of one span, in words. */
export const processorBetween = (before: Processor, after: Processor, spans: number): string => {
  const us = (part: keyof Processor): string => (((after[part] - before[part]) * 1000) / spans).toFixed(1);
  return `processor a span: server ${us('server')}, store ${us('store')}, PostgreSQL ${us('postgres')} us`;
};
