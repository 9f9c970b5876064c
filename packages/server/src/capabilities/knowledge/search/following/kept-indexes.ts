import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Clock } from '../../../../platform/clock/clock.ts';
import type { IndexThread } from '../thread/index-thread.ts';
import type { Size } from '../thread/messages.ts';
import { createFollowedIndex, type FollowedIndex, type FollowingParts } from './followed-index.ts';

/** Indexes by workspace, as many as there is room for: the one that was used longest ago goes first. */
export interface KeptIndexes {
  /** Nobody takes it away while it is used. */
  using<Value>(workspace: WorkspaceId, use: (kept: Kept) => Promise<Value>): Promise<Value>;
  find(workspace: WorkspaceId): FollowedIndex | undefined;
  usedWithin(milliseconds: number): readonly WorkspaceId[];
  giveUpUnused(forMs: number): void;
  size(): Size & { readonly indexes: number };
}

export interface Kept {
  readonly index: FollowedIndex;
  readonly thread: IndexThread;
}

export interface KeepingParts {
  readonly threads: readonly [IndexThread, ...IndexThread[]];
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly mostBytes: number;
  readonly dbOf: (workspace: WorkspaceId) => FollowingParts['db'];
}

interface Used extends Kept {
  usedAt: number;
  users: number;
}

export const createKeptIndexes = ({ threads, clock, mostBytes, dbOf }: KeepingParts): KeptIndexes => {
  const kept = new Map<WorkspaceId, Used>();
  let numbers = 0;
  const sum = (of: (one: Used) => number): number => kept.values().reduce((total, one) => total + of(one), 0);

  const open = (workspace: WorkspaceId): Used => {
    const load = (of: IndexThread): number => sum(({ thread, index }) => (thread === of ? index.size.bytes + 1 : 0));
    const thread = threads.reduce((least, one) => (load(one) < load(least) ? one : least));
    const nextNumber = (): number => (numbers += 1);
    const index = createFollowedIndex({ db: dbOf(workspace), thread, nextNumber, onSize: makeRoom });
    const one = { index, thread, usedAt: clock.elapsed(), users: 0 };
    kept.set(workspace, one);
    return one;
  };
  const giveUp = (workspace: WorkspaceId, { index }: Used): void => {
    kept.delete(workspace);
    // what cannot be dropped is gone with its thread
    index.drop().catch(() => {});
  };
  const unused = (): [WorkspaceId, Used][] =>
    [...kept].filter(([, { users }]) => users === 0).toSorted(([, one], [, other]) => one.usedAt - other.usedAt);
  /** The last stays, however large it is: somebody waits for it. */
  const makeRoom = (): void => {
    for (const [workspace, one] of unused()) {
      if (sum(({ index }) => index.size.bytes) <= mostBytes || kept.size === 1) return;
      giveUp(workspace, one);
    }
  };

  return {
    async using(workspace, use) {
      const one = kept.get(workspace) ?? open(workspace);
      one.users += 1;
      one.usedAt = clock.elapsed();
      try {
        return await use(one);
      } finally {
        one.users -= 1;
      }
    },
    find: (workspace) => kept.get(workspace)?.index,
    usedWithin: (milliseconds) =>
      [...kept].filter(([, { usedAt }]) => clock.elapsed() - usedAt < milliseconds).map(([workspace]) => workspace),
    giveUpUnused(forMs) {
      for (const [workspace, one] of unused()) if (clock.elapsed() - one.usedAt >= forMs) giveUp(workspace, one);
    },
    size: () => ({
      indexes: kept.size,
      pairs: sum(({ index }) => index.size.pairs),
      bytes: sum(({ index }) => index.size.bytes),
    }),
  };
};
