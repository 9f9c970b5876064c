import type { WorkspaceDb } from '../../../platform/database/database.ts';
import { EmbedderFailure } from './embedders/embedder-failure.ts';
import type { EmbedderOf } from './embedders/embedders.ts';
import type { Gates } from './embedders/gates.ts';
import type { Space } from './store/spaces.ts';

/** What a question is compared by; or why only its words can be. */
export type QuestionVector = { readonly vector: Float32Array } | { readonly vector?: never; readonly why: string };

/** In the space that answers at present. A failure of the embedder is told and not thrown: words are asked all the same. */
export type EmbedQuestion = (
  db: WorkspaceDb,
  space: Space | undefined,
  asked: { readonly text: string; readonly signal: AbortSignal },
) => Promise<QuestionVector>;

export interface QuestionParts {
  readonly embedderOf: EmbedderOf;
  readonly gates: Gates;
}

/** Somebody waits for the answer, and words are found without it. */
const WITHIN_MS = 3_000;

export const createEmbedQuestion =
  ({ embedderOf, gates }: QuestionParts): EmbedQuestion =>
  async (db, space, { text, signal }) => {
    if (space === undefined) return { why: 'Nothing is embedded yet.' };
    if (space.embedder === 'none') return { why: 'This workspace has no embedder.' };
    const gate = gates.of(space);
    if (gate.closedForMs > 0) return { why: 'The embedder gives nothing at present.' };
    try {
      const embedder = await embedderOf(db, space);
      const [vector] = await gate.pass(() =>
        embedder.embed([text], { kind: 'question', signal, timeoutMs: WITHIN_MS }),
      );
      return vector === undefined ? { why: 'The embedder knows nothing in this question.' } : { vector };
    } catch (error) {
      if (!(error instanceof EmbedderFailure)) throw error;
      return { why: error.message };
    }
  };
