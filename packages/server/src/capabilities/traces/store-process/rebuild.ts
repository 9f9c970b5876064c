import { rm } from 'node:fs/promises';
import type { Position } from '../../../platform/segments/position.ts';
import type { ServingParts } from './parts.ts';
import { isBefore } from './position.ts';
import { sizesOf } from './tend.ts';

export interface Rebuild {
  readonly underWay: boolean;
  /** So much more of what was received is in the index. */
  moved(reached: Position, bytes: number): void;
}

const TELL_EVERY_MS = 500;

/** Follows how far an index is that is built anew. It is whole when it has what was there at the start. */
export const trackRebuild = async (parts: ServingParts): Promise<Rebuild> => {
  const { channel, store, archive, places, clock, end, rebuilding: why } = parts;
  const following = (): void => channel.tell({ kind: 'phase', phase: { phase: 'following' } });
  if (why === undefined) {
    following();
    return { underWay: false, moved: () => {} };
  }
  const began = clock.elapsed();
  const { log } = await sizesOf(parts);
  const packed = archive.sealed().flatMap(({ blocks }) => blocks);
  const allBytes = log + packed.reduce((sum, { rawLength }) => sum + rawLength, 0);
  let [doneBytes, toldAt, isUnderWay] = [0, -Infinity, true];

  const finish = (): void => {
    isUnderWay = false;
    // where the note cannot be removed the next start builds again, which is slow and right
    rm(places.rebuilding, { force: true }).catch(() => {});
    const tookMs = Math.round(clock.elapsed() - began);
    store
      .size()
      .then(({ spans }) => channel.tell({ kind: 'rebuilt', spans, tookMs }))
      .catch(() => {});
    following();
  };
  const tell = (): void => {
    if (clock.elapsed() - toldAt < TELL_EVERY_MS) return;
    toldAt = clock.elapsed();
    channel.tell({ kind: 'phase', phase: { phase: 'rebuilding', doneBytes, allBytes, why } });
  };

  const moved = (reached: Position, bytes: number): void => {
    if (!isUnderWay) return;
    doneBytes = Math.min(allBytes, doneBytes + bytes);
    if (isBefore(reached, end)) tell();
    else finish();
  };
  tell();
  moved(store.applied.next, 0);
  return {
    get underWay() {
      return isUnderWay;
    },
    moved,
  };
};
