import { storeFailureOf, wordsOf } from '../store/store-failure.ts';
import { EXIT_AGAIN } from './messages.ts';
import type { ServingParts } from './parts.ts';
import { setIndexAside } from './set-aside.ts';

export interface Leaving {
  /** Ends the process so that another takes its place. */
  again(why: string): Promise<void>;
  /** Looks at a failure for what it means to the whole; true when the process ends by it. */
  judge(error: unknown): boolean;
}

/** A file that is damaged, or a library that has given up, is not mended from within: the next process begins anew. */
export const createLeaving = ({ channel, places, clock, exit }: ServingParts): Leaving => {
  let isLeaving = false;
  const leave = async (why: string, isDamaged: boolean): Promise<void> => {
    if (isLeaving) return;
    isLeaving = true;
    try {
      if (isDamaged) {
        const file = await setIndexAside(places, clock.now());
        channel.tell({ kind: 'set_aside', file: file ?? places.index, why });
      }
      await channel.tellAll({ kind: 'warning', sentence: 'The index of spans is opened again.', fields: { why } });
    } finally {
      exit(EXIT_AGAIN);
    }
  };
  return {
    again: (why) => leave(why, false),
    judge(error) {
      const failure = storeFailureOf(error);
      if (failure !== 'damaged' && failure !== 'broken') return false;
      void leave(wordsOf(error), failure === 'damaged');
      return true;
    },
  };
};
