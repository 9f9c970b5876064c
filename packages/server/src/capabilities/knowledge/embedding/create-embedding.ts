import type { Capability } from '../../../platform/capability.ts';
import type { Work } from '../../../platform/jobs/work.ts';
import { jitter } from '../../../platform/crypto/random.ts';
import { createBuiltInEmbedder } from '../static-embedder/built-in-embedder.ts';
import { createTransformers, type TransformersParts } from '../transformer/transformers.ts';
import type { ChoiceParts } from './choice/choose-embedder.ts';
import { embedderRoutes } from './choice/routes.ts';
import { createEmbedderOf, type EmbeddersParts } from './embedders/embedders.ts';
import { createGates } from './embedders/gates.ts';
import { createFillLater, type BeginFillingParts, type FillLater } from './filling/begin-filling.ts';
import type { FillingParts } from './filling/fill.ts';
import { fillingWork } from './filling/work.ts';
import { createEmbedQuestion, type EmbedQuestion } from './question.ts';

export interface Embedding extends Capability {
  readonly work: Work;
  readonly fillLater: FillLater;
  readonly embedQuestion: EmbedQuestion;
  close(): Promise<void>;
}

export type EmbeddingParts = Omit<EmbeddersParts, 'builtIn' | 'transformers'> &
  TransformersParts &
  BeginFillingParts &
  Omit<FillingParts, 'embedderOf' | 'gates'> &
  Pick<ChoiceParts, 'audit'>;

/** Vectors of pairs and questions: who makes them, and that every pair gets one. */
export const createEmbedding = (parts: EmbeddingParts): Embedding => {
  const builtIn = createBuiltInEmbedder();
  const transformers = createTransformers(parts);
  const embedderOf = createEmbedderOf({ ...parts, builtIn, transformers });
  const gates = createGates({ clock: parts.clock, jitter });
  const filling = { ...parts, embedderOf, gates };
  return {
    endpoints: embedderRoutes({ ...filling, transformers }),
    work: fillingWork(filling),
    fillLater: createFillLater(parts),
    embedQuestion: createEmbedQuestion(filling),
    async close() {
      await Promise.all([builtIn.close(), transformers.close()]);
    },
  };
};
