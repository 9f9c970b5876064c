import { fail } from '../../../../platform/failure.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { EmbedderFailure } from '../embedders/embedder-failure.ts';
import type { Space } from '../store/spaces.ts';
import { backgroundOf, UNRELATED } from './background.ts';
import type { EmbedderOf, Which } from '../embedders/embedders.ts';

const USUAL_WAIT_SECONDS = 60;

export interface Tried {
  readonly dimensions: number;
  readonly background: number;
}

/** At least two, so that a server that answers with one vector whatever it is asked is found out. */
const LEAST_TEXTS = 2;

/** What its vectors are like. A refusal says whom it came from and what it said; nothing was changed then. */
export const tryEmbedder = async (
  { embedderOf, timeoutMs }: { readonly embedderOf: EmbedderOf; readonly timeoutMs: number },
  { db, signal }: Pick<Context, 'db' | 'signal'>,
  which: Which & Pick<Space, 'batch_size'>,
): Promise<Tried> => {
  try {
    const embedder = await embedderOf(db, which);
    const sentences = UNRELATED.slice(0, Math.max(LEAST_TEXTS, which.batch_size));
    const vectors = await embedder.embed(sentences, { kind: 'pair', signal, timeoutMs });
    const [one, other] = vectors;
    if (one === undefined || other === undefined) return refuse('It gave no vector for one of two plain sentences.');
    if (one.every((value, at) => value === other[at]))
      return refuse('It gave the same vector for two different sentences.');
    return { dimensions: one.length, background: backgroundOf(vectors) };
  } catch (error) {
    if (!(error instanceof EmbedderFailure)) throw error;
    return failFor(error);
  }
};

const refuse = (why: string): never => fail('embedder_refused', { detail: `${why} Nothing was changed.` });

/** What the caller is told. */
export const failFor = (failure: EmbedderFailure): never => {
  const detail = `${failure.message} Nothing was changed.`;
  const retryAfterSeconds = Math.ceil((failure.retryAfterMs ?? USUAL_WAIT_SECONDS * 1000) / 1000);
  if (failure.isForbidden) return fail('outbound_refused', { detail });
  if (failure.isKeyRefused) return fail('provider_key_refused', { detail });
  if (failure.reason === 'refuses_us' || failure.reason === 'refuses_texts')
    return fail('embedder_refused', { detail });
  if (failure.reason === 'busy') return fail('provider_busy', { detail, retryAfterSeconds });
  return fail(failure.isLate ? 'provider_timed_out' : 'provider_failed', { detail, retryAfterSeconds });
};
