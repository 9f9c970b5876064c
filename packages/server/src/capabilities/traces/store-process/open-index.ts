import { rm } from 'node:fs/promises';
import type { Clock } from '../../../platform/clock/clock.ts';
import { pause } from '../../../platform/clock/pause.ts';
import { isThere } from '../../../platform/files/is-there.ts';
import { listSegments } from '../../../platform/segments/segment-files.ts';
import { newestSealed } from '../sealed/sealed-files.ts';
import type { Position } from '../../../platform/segments/position.ts';
import type { SpanStore } from '../store/span-store.ts';
import { openingFailureOf, wordsOf } from '../store/store-failure.ts';
import type { SpanPlaces } from './places.ts';
import { isBefore } from './position.ts';
import { setIndexAside } from './set-aside.ts';

export interface OpenedIndex {
  readonly store: SpanStore;
  /** Why it is built anew; undefined where it is whole. */
  readonly rebuilding: string | undefined;
}

export interface OpeningIndex {
  readonly places: SpanPlaces;
  readonly openStore: (file: string) => Promise<SpanStore>;
  /** Whoever asks for it wants another index, however well this one is. */
  readonly anew: boolean;
  /** Up to here the log is durable. */
  readonly end: Position;
  /** An index that has got further follows another log. */
  readonly mostReached: Position;
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly onSetAside: (file: string, why: string) => void;
  readonly onWait: (why: string) => void;
}

/** How long a process that was killed may take to let go of the file. */
const LOCKED_MS = 20_000;
const AGAIN_MS = 250;
/** Somebody has to make room, or to give a right. */
const HELP_AGAIN_MS = 5000;

/** Opens the index; one that cannot be used is moved aside, and an empty one is there to be filled. */
export const openIndex = async (parts: OpeningIndex): Promise<OpenedIndex> => {
  const { places, clock, onSetAside } = parts;
  const setAside = async (why: string): Promise<void> => {
    const file = await setIndexAside(places, clock.now());
    if (file !== undefined) onSetAside(file, why);
  };
  const why = await whyAnew(parts);
  if (why !== undefined) await setAside(why);
  await rm(places.rebuildWanted, { force: true });
  const opened = await openPatiently(parts);
  if (!(opened instanceof Unusable)) {
    const isHalf = await isThere(places.rebuilding);
    return { store: opened, rebuilding: why ?? (isHalf ? INTERRUPTED : undefined) };
  }
  await setAside(opened.message);
  const fresh = await openPatiently(parts);
  if (fresh instanceof Unusable) throw fresh;
  return { store: fresh, rebuilding: opened.message };
};

/** Undefined where what is there is opened, or where nothing can be in it yet. */
const whyAnew = async ({ places, end, anew }: OpeningIndex): Promise<string | undefined> => {
  if (await isThere(places.rebuildWanted)) return 'somebody asked for it';
  if (anew) return 'the process ended each time it opened the index';
  if (await isThere(places.index)) return undefined;
  const [oldest = end.segment] = await listSegments(places.log);
  const isOlder = oldest < end.segment || (await newestSealed(places.sealed)) > 0;
  return isOlder ? 'there was none beside what was received' : undefined;
};

const INTERRUPTED = 'its building was interrupted';

/** As after a log of an older backup: what comes now would be taken for what is in there already. */
const OF_ANOTHER_LOG = 'it has more than the log that is there';

class Unusable extends Error {}

const openPatiently = async (parts: OpeningIndex): Promise<SpanStore | Unusable> => {
  const { places, openStore, mostReached, clock, onWait } = parts;
  const since = clock.elapsed();
  for (;;) {
    try {
      const store = await openStore(places.index);
      if (!isBefore(mostReached, store.applied.next)) return store;
      await store.close();
      return new Unusable(OF_ANOTHER_LOG);
    } catch (error) {
      const words = wordsOf(error);
      const failure = openingFailureOf(error);
      if (failure === 'damaged') return new Unusable(words, { cause: error });
      const isWaited = failure === 'locked' && clock.elapsed() - since < LOCKED_MS;
      if (!isWaited) onWait(words);
      await pause(isWaited ? AGAIN_MS : HELP_AGAIN_MS);
    }
  }
};
