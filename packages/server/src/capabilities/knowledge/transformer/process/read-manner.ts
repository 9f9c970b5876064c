import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from './read-json.ts';
import { UnusableModel } from './unusable-model.ts';

/** How a model is asked, and how its answer becomes one vector. */
export interface Manner {
  readonly pooling: 'mean' | 'first';
  readonly mostPieces: number;
  /** What stands before a text, where the model was trained so. */
  readonly prompts: { readonly pair: string; readonly question: string };
}

/** So much of a text is embedded, whoever does it: 2,000 characters, which are some 500 pieces. */
const MOST_PIECES = 512;

const Limits = z.object({ max_seq_length: z.int().min(8).nullish() });
const Config = z.object({ max_position_embeddings: z.int().min(8).nullish() });
const Pooling = z.object({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
});
const Steps = z.array(z.object({ type: z.string() }));
const Prompts = z.object({ prompts: z.record(z.string(), z.string().max(1_000)).nullish() });

/** From the files that sentence-transformers writes beside a model. Without any: the mean of all pieces. */
export const readManner = async (folder: string, ofTokenizer: number | undefined): Promise<Manner> => {
  const [limits, config, pooling, steps, prompted] = await Promise.all([
    readJson(join(folder, 'sentence_bert_config.json'), Limits),
    readJson(join(folder, 'config.json'), Config),
    readJson(join(folder, '1_Pooling', 'config.json'), Pooling),
    readJson(join(folder, 'modules.json'), Steps),
    readJson(join(folder, 'config_sentence_transformers.json'), Prompts),
  ]);
  refuseUnknownSteps(steps ?? []);
  const said = limits?.max_seq_length ?? ofTokenizer ?? MOST_PIECES;
  const prompts = prompted?.prompts ?? {};
  return {
    pooling: pooling === undefined ? 'mean' : poolingOf(pooling),
    mostPieces: Math.min(MOST_PIECES, said, config?.max_position_embeddings ?? said),
    prompts: {
      question: prompts['query'] ?? '',
      pair: prompts['document'] ?? prompts['passage'] ?? '',
    },
  };
};

const poolingOf = (said: z.output<typeof Pooling>): Manner['pooling'] => {
  if (said.pooling_mode_mean_tokens === said.pooling_mode_cls_token)
    throw new UnusableModel(
      'Its 1_Pooling/config.json wants neither the mean nor the first of its pieces, or both; Holdfast can do one of them.',
    );
  return said.pooling_mode_mean_tokens ? 'mean' : 'first';
};

const KNOWN_STEPS: ReadonlySet<string> = new Set(['Transformer', 'Pooling', 'Normalize']);

const refuseUnknownSteps = (steps: z.output<typeof Steps>): void => {
  const unknown = steps.map(({ type }) => type.split('.').at(-1) ?? '').find((step) => !KNOWN_STEPS.has(step));
  if (unknown === undefined) return;
  throw new UnusableModel(
    `Its modules.json has a step ${unknown}, which Holdfast cannot do. Run the model behind a server, and choose that.`,
  );
};
