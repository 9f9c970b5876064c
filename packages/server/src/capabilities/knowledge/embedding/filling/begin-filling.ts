import type { Jobs } from '../../../../platform/jobs/jobs.ts';
import type { MakeId } from '../../../../platform/ids/uuid7.ts';
import type { Write } from '../../../../platform/database/transaction.ts';
import { BUILT_IN_DIMENSIONS, BUILT_IN_MODEL } from '../../static-embedder/built-in-embedder.ts';
import { insertSpace, liveSpaces, type Space, type WantedSpace } from '../store/spaces.ts';
import { FILL_JOB } from './jobs.ts';

/**
 * Has the pairs embedded that this transaction changes. To be called after it took the number of its change: a job that is about to end
 * looks for pairs while it holds the shelf.
 */
export type FillLater = (tx: Write) => Promise<void>;

export interface BeginFillingParts {
  readonly jobs: Jobs;
  readonly makeId: MakeId;
}

export const createFillLater =
  ({ jobs, makeId }: BeginFillingParts): FillLater =>
  async (tx) => {
    const spaces = await liveSpaces(tx);
    const all = spaces.length > 0 ? spaces : await firstSpaces(tx, makeId());
    await jobs.enqueueMany(tx, FILL_JOB, all.filter(isFilled).map(fillingOf));
  };

export const fillingOf = ({ id }: Pick<Space, 'id'>) => ({ payload: { space_id: id }, options: { key: id } });

const isFilled = ({ embedder }: Space): boolean => embedder !== 'none';

/** A workspace that nobody asked has the built-in embedder. */
export const BUILT_IN: WantedSpace = {
  embedder: 'built_in',
  provider_id: null,
  model: BUILT_IN_MODEL,
  dimensions: BUILT_IN_DIMENSIONS,
  asked_dimensions: null,
  batch_size: 1_000,
  concurrency: 2,
  background: 0,
};

const firstSpaces = async (tx: Write, id: string): Promise<Space[]> => {
  await insertSpace(tx, { ...BUILT_IN, id, status: 'current' });
  return liveSpaces(tx);
};
