import { OutOfTime, within } from '../../../../platform/clock/deadline.ts';
import { fail, refuseField } from '../../../../platform/failure.ts';
import type { Context } from '../../../../platform/http/context.ts';
import type { Transformers } from '../../transformer/transformers.ts';
import { EmbedderFailure } from '../embedders/embedder-failure.ts';
import type { EmbedderOf } from '../embedders/embedders.ts';
import type { WantedSpace } from '../store/spaces.ts';
import { failFor, tryEmbedder } from './try-embedder.ts';

/** Less than a request may take. A model that needs longer is open when it is chosen again. */
const OPENING_MS = 40_000;
/** One process does one thing at a time: another request is ready when it ends. */
const PACE = { batch_size: 64, concurrency: 2 };

interface TryingParts {
  readonly transformers: Pick<Transformers, 'look' | 'open'>;
  readonly embedderOf: EmbedderOf;
  readonly timeoutMs: number;
}

/** Opens the model of this name, and tries it. */
export const tryTransformer = async (
  parts: TryingParts,
  ctx: Pick<Context, 'db' | 'signal'>,
  asked: string | null,
): Promise<WantedSpace> => {
  const { transformers } = parts;
  const { models, missing } = await transformers.look();
  if (missing !== null) return fail('embedder_refused', { detail: `${missing} Nothing was changed.` });
  // as it is shown for a space, it has a fingerprint
  const [name = ''] = (asked ?? '').split('@');
  if (!models.includes(name))
    return refuseField('/body/model', 'unknown', `names no model of this instance, which has ${models.join(', ')}`);
  try {
    const { model } = await within(OPENING_MS, 'Opening the model', transformers.open(name));
    if (asked !== name && asked !== model)
      return refuseField('/body/model', 'unknown', `is not what is there now: ${model}`);
    const which = { embedder: 'local', provider_id: null, model, asked_dimensions: null, ...PACE } as const;
    return { ...which, ...(await tryEmbedder(parts, ctx, { ...which, dimensions: undefined })) };
  } catch (error) {
    if (error instanceof OutOfTime)
      return fail('provider_timed_out', {
        detail: `${name} is still being opened. Choose it again in a minute. Nothing was changed.`,
        retryAfterSeconds: 60,
      });
    if (error instanceof EmbedderFailure) return failFor(error);
    throw error;
  }
};
