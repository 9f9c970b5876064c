import { access } from 'node:fs/promises';
import { createTicker } from '../../../platform/clock/ticker.ts';
import type { Position } from '../../../platform/segments/group-writer.ts';
import type { Archive } from '../sealed/archive.ts';
import { storeFailureOf } from '../store/store-failure.ts';
import { readingOf } from './answer.ts';
import { createAnswers } from './answers.ts';
import { follow, type Slice } from './follow.ts';
import { EXIT_AGAIN, type Keeping, type ToStore } from './messages.ts';
import type { OpenedIndex } from './open-index.ts';
import type { SpanPlaces } from './places.ts';
import { trackRebuild } from './rebuild.ts';
import type { StoreProcessParts } from './run-store-process.ts';
import { setIndexAside } from './set-aside.ts';
import { forgetOld, sealBefore, sizesOf } from './tend.ts';

export interface ServedStore {
  hear(message: ToStore): void;
}

export interface ServingParts extends Omit<StoreProcessParts, 'openStore'>, OpenedIndex {
  readonly places: SpanPlaces;
  readonly archive: Archive;
  readonly end: Position;
}

const TEND_EVERY_MS = 5000;
/** What is applied while the server drains; the rest is applied after the next start. */
const LAST_SLICES_MS = 3000;
/** The heap of JavaScript and the buffers of the index have limits of their own, far below. */
const MOST_MEMORY_BYTES = 1536 * 1024 * 1024;

/** Follows the log, answers, seals, forgets. Damage ends the process: the next one builds the index anew. */
export const serveStore = async (parts: ServingParts): Promise<ServedStore> => {
  const { channel, store, archive, places, clock, decode, exit } = parts;
  let keeping: Keeping | undefined;
  let isStuck = false;
  let isLeaving = false;

  const leave = async (error: unknown, isDamaged: boolean): Promise<void> => {
    if (isLeaving) return;
    isLeaving = true;
    const why = error instanceof Error ? error.message : String(error);
    if (isDamaged) {
      const file = await setIndexAside(places, clock.now());
      channel.tell({ kind: 'set_aside', file: file ?? places.index, why });
    }
    await channel.tellAll({ kind: 'warning', sentence: 'The store of spans is opened again.', fields: { why } });
    exit(EXIT_AGAIN);
  };
  /** True when it ends the process. */
  const judge = (error: unknown): boolean => {
    const failure = storeFailureOf(error);
    if (failure !== 'damaged' && failure !== 'broken') return false;
    leave(error, failure === 'damaged').catch(() => exit(EXIT_AGAIN));
    return true;
  };

  const rebuild = await trackRebuild(parts);
  const onSlice = (slice: Slice): void => {
    const { reached, workspaces, appended, bytes } = slice;
    const { receivedAt } = store.applied;
    channel.tell({ kind: 'reached', reached, receivedAt, workspaces, appended });
    if (isStuck && !rebuild.underWay) channel.tell({ kind: 'phase', phase: { phase: 'following' } });
    isStuck = false;
    rebuild.moved(reached, bytes);
    if (reached.segment !== tended) tending.now();
  };
  const onFailure = (error: unknown): void => {
    if (judge(error)) return;
    isStuck = true;
    const why = error instanceof Error ? error.message : String(error);
    channel.tell({ kind: 'phase', phase: { phase: 'stuck', why } });
  };
  const follower = follow({ store, archive, decode, clock, onSlice, onFailure });

  let tended = -1;
  const tendOnce = async (): Promise<void> => {
    tended = follower.reached.segment;
    const all = { store, archive, places, onSealed: (before: number) => channel.tell({ kind: 'sealed', before }) };
    await sealBefore(all, follower.reached);
    const kept = keeping;
    keeping = undefined;
    if (kept !== undefined && !rebuild.underWay) await forgetOld(all, kept);
    channel.tell({ kind: 'sizes', sizes: await sizesOf(all) });
    if (await isThere(places.rebuildWanted)) await leave('somebody asked for a rebuild', false);
    const { rss } = process.memoryUsage();
    if (rss > MOST_MEMORY_BYTES) await leave(`the process took ${rss} bytes of memory`, false);
  };
  const tending = createTicker(async () => {
    await tendOnce().catch((error: unknown) => {
      if (judge(error)) return;
      const why = error instanceof Error ? error.message : String(error);
      // a disk that is full is told by whoever writes to it; this is tried again
      channel.tell({
        kind: 'warning',
        sentence: 'Spans could not be sealed or forgotten; it is tried again.',
        fields: { why },
      });
    });
    return TEND_EVERY_MS;
  });

  const answers = createAnswers({
    channel,
    isWhole: () => !rebuild.underWay,
    readingOf: (workspace) => readingOf(parts, workspace),
    judge,
  });
  const stop = async (): Promise<void> => {
    isLeaving = true;
    await follower.finish(LAST_SLICES_MS);
    await tending.stop();
    await store.close();
    exit(0);
  };

  const { next, receivedAt } = store.applied;
  channel.tell({ kind: 'reached', reached: next, receivedAt, workspaces: [], appended: NOTHING });
  follower.to(parts.end);
  tending.now();
  return {
    hear(message) {
      if (message.kind === 'ask') answers.answer(message);
      else if (message.kind === 'end') follower.to(message.end);
      else if (message.kind === 'keep') {
        keeping = message.keeping;
        tending.now();
      } else if (message.kind === 'stop') stop().catch(() => exit(1));
    },
  };
};

const NOTHING: Slice['appended'] = { stored: 0, repeated: 0, differing: 0, completed: 0, unreadable: 0 };

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
