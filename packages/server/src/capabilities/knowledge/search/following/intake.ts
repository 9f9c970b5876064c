import type { WorkspaceDb } from '../../../../platform/database/database.ts';
import type { Space } from '../../embedding/store/spaces.ts';
import type { Request } from '../thread/messages.ts';
import { packVectors } from './pack-vectors.ts';
import { behind } from '../../shelf/place.ts';
import { eachPage } from './pages.ts';
import { changedPairs, changedVectors, vectorsOf, type StoredVector } from './store.ts';

/** Takes what was changed from the database into an index, page by page. */
export interface Intake {
  pairs(stretch: Changes, space: Space | undefined): Promise<void>;
  vectors(stretch: Changes, space: Space): Promise<void>;
  /** Vectors of other spaces are given up. */
  keepSpace(space: Space | undefined): Promise<void>;
}

/** Behind one change, up to another. */
export interface Changes {
  readonly from: number;
  readonly to: number;
}

export type Send = (request: Request, given?: readonly ArrayBuffer[]) => Promise<void>;

const PAIRS_AT_ONCE = 500;
const VECTORS_AT_ONCE = 1_000;

export const createIntake = (db: WorkspaceDb, index: number, send: Send): Intake => {
  const sendVectors = async (space: Space, rows: readonly StoredVector[]): Promise<void> => {
    if (rows.length === 0) return;
    const vectors = packVectors(space, rows);
    await send({ kind: 'vectors', index, vectors }, [vectors.numbers.buffer]);
  };

  return {
    pairs({ from, to }, space) {
      // an index that is new has nothing to remove, and its vectors come all together
      const isNew = from === 0;
      return eachPage({
        from: behind(from),
        most: PAIRS_AT_ONCE,
        read: (page) => db.read((tx) => changedPairs(tx, { ...page, upTo: to }, { withRemoved: !isNew })),
        async take(rows) {
          const pairs = rows.filter(({ removed }) => !removed);
          const removed = rows.filter((row) => row.removed).map(({ id }) => id);
          await send({ kind: 'pairs', index, pairs, removed });
          if (isNew || space === undefined || pairs.length === 0) return;
          // one that comes back has the vector that it had
          const ids = pairs.map(({ id }) => id);
          await sendVectors(space, await db.read((tx) => vectorsOf(tx, space.id, ids)));
        },
      });
    },
    vectors: ({ from, to }, space) =>
      eachPage({
        from: behind(from),
        most: VECTORS_AT_ONCE,
        read: (page) => db.read((tx) => changedVectors(tx, space.id, { ...page, upTo: to })),
        take: (rows) => sendVectors(space, rows),
      }),
    keepSpace: (space) => send({ kind: 'keep_space', index, space: space?.id }),
  };
};
