import type { Clock } from '../../../../platform/clock/clock.ts';
import type { WorkspaceDb } from '../../../../platform/database/database.ts';
import type { Embedder } from '../embedders/embedder.ts';
import { EmbedderFailure } from '../embedders/embedder-failure.ts';
import type { Gate } from '../embedders/gate.ts';
import type { Place } from '../../shelf/place.ts';
import type { Space } from '../store/spaces.ts';
import type { Embedded } from '../store/vectors.ts';
import { embedPairs, type EmbedTexts, type PairEmbedder } from './embed-pairs.ts';
import { createPendingReader } from './pending-reader.ts';
import { createVectorWriter } from './vector-writer.ts';

export interface FillParts {
  readonly db: WorkspaceDb;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly signal: AbortSignal;
  readonly embedder: Embedder;
  readonly gate: Gate;
  readonly timeoutMs: number;
  readonly write: (embedded: readonly Embedded[]) => Promise<void>;
}

export type Filled =
  /** All that was committed before it looked last. */
  | { readonly end: 'all'; readonly place: Place }
  /** Others are to have their turn. */
  | { readonly end: 'slice'; readonly place: Place }
  | { readonly end: 'outage'; readonly failure: EmbedderFailure; readonly againInMs: number };

/** One holds its lease no longer than this without asking again whether another workspace waits. */
const SLICE_MS = 20_000;
/** Whoever must wait longer lets go of its place among the jobs. */
const LONGEST_WAIT_MS = 5_000;

/** Embeds what waits, with as many requests under way as the gate lets through, and writes beside. */
export const fillSpace = async (parts: FillParts, space: Space, from: Place | undefined): Promise<Filled> => {
  const { db, clock, gate, write } = parts;
  const until = clock.elapsed() + SLICE_MS;
  const reader = createPendingReader(db, space, from);
  const writer = createVectorWriter(write);
  const halt = new AbortController();
  const signal = AbortSignal.any([parts.signal, halt.signal]);
  const pace = paceOf(space);
  const by = { ...pace, embed: insisting({ ...parts, signal }) };
  let isSlice = false;

  const lane = async (): Promise<void> => {
    for (;;) {
      parts.signal.throwIfAborted();
      if (clock.elapsed() > until) {
        isSlice = true;
        reader.stop();
      }
      const pairs = await reader.take(pace.batchSize);
      if (pairs.length === 0) return;
      await writer.add(await embedPairs(by, pairs));
    }
  };
  const stopAll = (error: unknown): never => {
    reader.stop();
    halt.abort(error);
    throw error;
  };

  // one more than may be under way: what it takes up is ready when another ends
  const lanes = Array.from({ length: space.concurrency + 1 }, () => lane().catch(stopAll));
  const ends = await Promise.allSettled(lanes);
  await writer.drain();
  const failure = ends.find((end) => end.status === 'rejected')?.reason as unknown;
  if (failure === undefined) return { end: isSlice ? 'slice' : 'all', place: reader.place };
  parts.signal.throwIfAborted();
  const cause = halt.signal.reason as unknown;
  if (!(cause instanceof EmbedderFailure)) throw cause;
  return { end: 'outage', failure: cause, againInMs: gate.closedForMs };
};

/** A request comes again until it is answered or refused for what is in it, as long as that is worth waiting for. */
const insisting =
  ({ embedder, gate, timeoutMs, signal }: Pick<FillParts, 'embedder' | 'gate' | 'timeoutMs' | 'signal'>): EmbedTexts =>
  async (texts) => {
    for (;;) {
      try {
        return await gate.run(() => embedder.embed(texts, { kind: 'pair', signal, timeoutMs }), signal);
      } catch (error) {
        const isWorthIt =
          error instanceof EmbedderFailure && error.reason !== 'refuses_texts' && error.reason !== 'refuses_us';
        if (!isWorthIt || gate.closedForMs > LONGEST_WAIT_MS) throw error;
      }
    }
  };

/** The built-in one is a thread, which has enough to do with two requests. */
const BUILT_IN_BATCH = 1_000;

const paceOf = ({ embedder, batch_size: batchSize }: Space): Pick<PairEmbedder, 'batchSize' | 'onNothing'> => ({
  batchSize: embedder === 'built_in' ? BUILT_IN_BATCH : batchSize,
  onNothing: NOTHING[embedder === 'none' ? 'provider' : embedder],
});

const NOTHING: Readonly<Record<Exclude<Space['embedder'], 'none'>, PairEmbedder['onNothing']>> = {
  built_in: {
    failure: 'The built-in embedder knows English, and nothing in this question. It is found by its words.',
    isForGood: true,
  },
  local: { failure: 'The model knows nothing in this question. It is found by its words.', isForGood: true },
  provider: { failure: 'The embedder answered with a vector that cannot be used for it.', isForGood: false },
};
