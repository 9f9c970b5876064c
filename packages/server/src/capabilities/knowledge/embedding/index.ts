import type { Capability } from '../../../platform/capability.ts';
import type { Work } from '../../../platform/jobs/work.ts';
import { createBuiltInEmbedder } from '../static-embedder/built-in-embedder.ts';
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

export type EmbeddingParts = Omit<EmbeddersParts, 'builtIn'> &
  BeginFillingParts &
  Omit<FillingParts, 'embedderOf' | 'gates'>;

/** Vectors of pairs and questions: who makes them, and that every pair gets one. */
export const createEmbedding = (parts: EmbeddingParts): Embedding => {
  const builtIn = createBuiltInEmbedder();
  const embedderOf = createEmbedderOf({ ...parts, builtIn });
  const gates = createGates({ clock: parts.clock, chance: Math.random });
  const filling = { ...parts, embedderOf, gates };
  return {
    endpoints: [],
    work: fillingWork(filling),
    fillLater: createFillLater(parts),
    embedQuestion: createEmbedQuestion(filling),
    close: builtIn.close,
  };
};
