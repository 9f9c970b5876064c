import type { WorkspaceDb } from '../../../../platform/database/database.ts';
import type { Space } from '../../embedding/store/spaces.ts';
import type { Asked, Hit } from '../pair-index/asking.ts';
import { IndexesLost, type IndexThread } from '../thread/index-thread.ts';
import type { Size } from '../thread/messages.ts';
import { createIntake } from './intake.ts';
import { createIndexLife, type IndexLife } from './index-life.ts';
import type { Moment } from './store.ts';

/** The index of one workspace, which follows what is committed. */
export interface FollowedIndex {
  readonly size: Size;
  /** Whose vectors are in it; undefined before it was followed, and where nothing is embedded. */
  readonly space: Space | undefined;
  /** Resolves when everything up to this moment is in it. `current` is the space that answers. */
  follow(moment: Moment, current: Space | undefined): Promise<void>;
  ask(asked: Asked): Promise<readonly Hit[]>;
  drop(): Promise<void>;
}

export interface FollowingParts {
  readonly db: WorkspaceDb;
  readonly thread: IndexThread;
  /** A number that no other index of the thread has, now or later. */
  readonly nextNumber: () => number;
  readonly onSize: () => void;
}

const NOTHING: Size = { pairs: 0, bytes: 0 };

/** When its thread has died, it begins another life with nothing. */
export const createFollowedIndex = ({ db, thread, nextNumber, onSize }: FollowingParts): FollowedIndex => {
  let present: Living | undefined;
  let following: Promise<void> | undefined;

  const begin = (): Living => {
    const number = nextNumber();
    const living: Living = { threadLife: thread.life, number, size: NOTHING, index: createIndexLife(intake()) };
    function intake() {
      return createIntake(db, number, async (request, given = []) => {
        const reply = await thread.ask(request, given);
        if (reply.kind === 'size') living.size = reply.size;
        onSize();
      });
    }
    return living;
  };
  const alive = (): Living | undefined => (present?.threadLife === thread.life ? present : undefined);
  const living = (): Living => (present = alive() ?? begin());

  return {
    get size() {
      return alive()?.size ?? NOTHING;
    },
    get space() {
      return alive()?.index.space();
    },
    async follow(moment, current) {
      for (let { index } = living(); !index.isUpTo(moment, current); { index } = living()) {
        following ??= index.advance(moment, current).finally(() => {
          following = undefined;
        });
        await following;
      }
    },
    async ask(asked) {
      // an index that was begun anew has nothing, which is no answer
      const one = alive();
      if (one === undefined) throw new IndexesLost();
      const reply = await thread.ask({ kind: 'ask', index: one.number, asked });
      return reply.kind === 'hits' ? reply.hits : [];
    },
    async drop() {
      const gone = alive();
      present = undefined;
      if (gone === undefined) return;
      await thread.ask({ kind: 'drop', index: gone.number }).catch((error: unknown) => {
        if (!(error instanceof IndexesLost)) throw error;
      });
    },
  };
};

interface Living {
  readonly threadLife: number;
  readonly number: number;
  readonly index: IndexLife;
  size: Size;
}
