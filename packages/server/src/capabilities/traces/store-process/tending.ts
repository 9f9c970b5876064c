import { createTicker, type Ticker } from '../../../platform/clock/ticker.ts';
import { isThere } from '../../../platform/files/is-there.ts';
import type { Position } from '../../../platform/segments/position.ts';
import { wordsOf } from '../store/store-failure.ts';
import type { Leaving } from './leaving.ts';
import type { Keeping } from './messages.ts';
import type { ServingParts } from './parts.ts';
import type { Rebuild } from './rebuild.ts';
import { forgetOld, sealBefore, sizesOf } from './tend.ts';

export interface Tending {
  /** Seals and forgets now, or as soon as it can. */
  now(): void;
  forget(keeping: Keeping): void;
  stop(): Promise<void>;
}

const EVERY_MS = 5000;
/** The heap of JavaScript and the buffers of the index have limits of their own, far below. */
const MOST_MEMORY_BYTES = 1536 * 1024 * 1024;

/** What is done beside following and answering, again and again. */
export const startTending = (
  parts: ServingParts,
  { leaving, rebuild, reached }: { leaving: Leaving; rebuild: Rebuild; reached: () => Position },
): Tending => {
  const { channel, places } = parts;
  let isStopped = false;
  const all = {
    ...parts,
    onSealed: (before: number) => channel.tell({ kind: 'sealed', before }),
    isStopped: () => isStopped,
  };
  let keeping: Keeping | undefined;
  let forgotten: bigint | undefined;

  const forgetAndTell = async (): Promise<void> => {
    // an index that is not whole would be told to forget what is not in it yet
    if (keeping !== undefined && !rebuild.underWay) {
      const kept = keeping;
      keeping = undefined;
      forgotten = await forgetOld(all, kept, forgotten);
    }
    channel.tell({ kind: 'sizes', sizes: await sizesOf(all) });
  };
  const tend = async (): Promise<void> => {
    await sealBefore(all, reached(), forgetAndTell);
    await forgetAndTell();
    if (await isThere(places.rebuildWanted)) await leaving.again('somebody asked for a rebuild');
    const { rss } = process.memoryUsage();
    if (rss > MOST_MEMORY_BYTES) await leaving.again(`the process took ${rss} bytes of memory`);
  };
  const ticker: Ticker = createTicker(async () => {
    try {
      await tend();
    } catch (error) {
      // a disk that is full is told by whoever writes to it
      const sentence = 'Spans could not be sealed or forgotten; it is tried again.';
      if (!leaving.judge(error)) channel.tell({ kind: 'warning', sentence, fields: { why: wordsOf(error) } });
    }
    return EVERY_MS;
  });
  ticker.now();
  return {
    now: () => ticker.now(),
    forget(wanted) {
      keeping = wanted;
      ticker.now();
    },
    async stop() {
      isStopped = true;
      parts.quiet.end();
      await ticker.stop();
    },
  };
};
