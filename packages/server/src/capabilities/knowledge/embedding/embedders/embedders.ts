import type { WorkspaceDb } from '../../../../platform/database/database.ts';
import type { ReachProvider } from '../../../providers/index.ts';
import type { BuiltInEmbedder } from '../../static-embedder/built-in-embedder.ts';
import type { Transformers } from '../../transformer/transformers.ts';
import type { Space } from '../store/spaces.ts';
import type { Embedder } from './embedder.ts';
import { EmbedderFailure } from './embedder-failure.ts';
import { createOutsideEmbedder, type OutsideParts } from './outside-embedder.ts';

export interface EmbeddersParts extends OutsideParts {
  readonly builtIn: BuiltInEmbedder;
  readonly transformers: Pick<Transformers, 'embedderOf'>;
  readonly reach: ReachProvider;
}

export type Which = Pick<Space, 'embedder' | 'provider_id' | 'model' | 'asked_dimensions'> & {
  readonly dimensions: number | undefined;
};

/** The embedder of a space, with its provider as it is now. */
export type EmbedderOf = (db: WorkspaceDb, which: Which) => Promise<Embedder>;

export const createEmbedderOf = (parts: EmbeddersParts): EmbedderOf => {
  const builtIn: Embedder = { embed: (texts) => parts.builtIn.embed(texts) };
  return async (db, which) => {
    if (which.embedder === 'built_in') return builtIn;
    if (which.embedder === 'local') return parts.transformers.embedderOf(which.model);
    const id = which.provider_id;
    const provider = id === null ? undefined : await db.read((tx) => parts.reach(tx, id));
    if (provider === undefined)
      throw new EmbedderFailure('refuses_us', 'The provider of the embedder was removed. Choose another embedder.');
    return createOutsideEmbedder(parts, provider, which);
  };
};
