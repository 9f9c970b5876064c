import type { WorkspaceDb } from '../../../../platform/database/database.ts';
import { NIL_ID } from '../../../../platform/ids/nil-id.ts';
import { behind, type Place } from '../../shelf/place.ts';
import { nextStretch, pairsToTryAgain, type PendingPair } from '../store/pending.ts';
import type { Space } from '../store/spaces.ts';

/** Hands out the pairs of a space that wait, and reads the next ahead of those who take them. */
export interface PendingReader {
  /** Pairs with so many texts in all, at least one pair; none when nothing is left, or nothing is to be begun. */
  take(texts: number): Promise<readonly PendingPair[]>;
  /** Hands out nothing more. */
  stop(): void;
  /** Everything before it was handed out. */
  readonly place: Place;
}

const AT_ONCE = 1_000;
/** Text of pairs that wait here; the next are read when less is left. */
const READ_AHEAD_CHARACTERS = 4 * 1024 * 1024;

export const createPendingReader = (
  db: WorkspaceDb,
  space: Pick<Space, 'id' | 'filled_to'>,
  from: Place | undefined,
): PendingReader => {
  let readTo: Place = from ?? behind(space.filled_to);
  let place = readTo;
  let ready: readonly PendingPair[] = [];
  let hasMore = true;
  let isStopped = false;
  let loading: Promise<void> | undefined;
  // pairs that were given up come first: they are few, and lie before the place where the last run ended
  let triesAgain = from === undefined;

  const load = async (): Promise<void> => {
    if (triesAgain) {
      ready = await db.read((tx) => pairsToTryAgain(tx, space, AT_ONCE));
      triesAgain = false;
      return;
    }
    const { pending, last, isLast } = await db.read((tx) => nextStretch(tx, space, readTo, AT_ONCE));
    ready = [...ready, ...pending];
    hasMore = !isLast;
    readTo = last ?? readTo;
  };
  const loadAhead = (): Promise<void> => {
    loading ??= load().finally(() => {
      loading = undefined;
    });
    return loading;
  };

  return {
    async take(texts) {
      while (!isStopped && ready.length === 0 && hasMore) await loadAhead();
      if (isStopped) return [];
      const taken = fitting(ready, texts);
      ready = ready.slice(taken.length);
      place = placeBefore(ready, readTo);
      // whoever takes the rest meets its failure
      if (hasMore && ready.length < AT_ONCE / 2 && charactersOf(ready) < READ_AHEAD_CHARACTERS)
        loadAhead().catch(() => {});
      return taken;
    },
    stop() {
      isStopped = true;
    },
    get place() {
      return place;
    },
  };
};

const charactersOf = (pairs: readonly PendingPair[]): number =>
  pairs.reduce((sum, { question, answer, phrasings }) => {
    const asked = phrasings.reduce((length, phrasing) => length + phrasing.length, question.length);
    return sum + asked + answer.length;
  }, 0);

const placeBefore = ([next]: readonly PendingPair[], readTo: Place): Place =>
  next === undefined ? readTo : { change: next.change - 1, id: NIL_ID };

const fitting = (ready: readonly PendingPair[], most: number): readonly PendingPair[] => {
  let texts = 0;
  const over = ready.findIndex(({ phrasings }, at) => (texts += phrasings.length + 2) > most && at > 0);
  return over === -1 ? ready : ready.slice(0, over);
};
