import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Run } from '../../../../platform/jobs/handler.ts';
import type { Clock } from '../../../../platform/clock/clock.ts';
import type { Write } from '../../../../platform/database/transaction.ts';
import type { Jobs } from '../../../../platform/jobs/jobs.ts';
import type { Metrics } from '../../../../platform/telemetry/metrics.ts';
import { holdShelf, nextChange } from '../../shelf/store.ts';
import type { Embedder } from '../embedders/embedder.ts';
import { EmbedderFailure } from '../embedders/embedder-failure.ts';
import type { EmbedderOf } from '../embedders/embedders.ts';
import type { Gates } from '../embedders/gates.ts';
import { nextStretch, nextTryInMs } from '../store/pending.ts';
import type { Place } from '../../shelf/place.ts';
import * as spaces from '../store/spaces.ts';
import { putVectors, type Embedded } from '../store/vectors.ts';
import { fillingOf } from './begin-filling.ts';
import { fillSpace, type Filled } from './fill-space.ts';
import { FILL_JOB, FORGET_JOB } from './jobs.ts';

export interface FillingParts {
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly metrics: Metrics;
  readonly embedderOf: EmbedderOf;
  readonly gates: Gates;
  /** Pairs of the workspace have got vectors, or wait longer for them. */
  readonly onEmbedded: (workspace: WorkspaceId) => void;
  /** For one answer of an embedder. */
  readonly timeoutMs: number;
}

type Space = spaces.Space;

const AGAIN_AT_LEAST_MS = 1_000;

/** Fills a space until nothing waits, its time is over, or its embedder gives nothing. */
export const fill = async (parts: FillingParts, run: Run, id: string): Promise<void> => {
  const space = await run.db.write((tx) => spaces.holdSpace(tx, id));
  // another embedder was chosen meanwhile
  if (space === undefined) return;
  const filling = createFilling(parts, run, space);
  let from: Place | undefined;
  for (;;) {
    const filled = await filling.fill(from);
    if (filled.end === 'outage') return outage(parts, run, space, filled);
    if (filled.end === 'slice') return again(parts, run, space, filled.place);
    if (await finish(parts, run, space, filled.place)) return;
    from = filled.place;
  }
};

const createFilling = (parts: FillingParts, run: Run, space: Space) => {
  const { clock, metrics } = parts;
  const gate = parts.gates.of(space);
  const since = clock.elapsed();
  let done = 0;

  const write = async (embedded: readonly Embedded[]): Promise<void> => {
    const rate = (done + embedded.length) / Math.max(0.001, (clock.elapsed() - since) / 1000);
    const isWritten = await run.db.write(async (tx) => {
      const change = await nextChange(tx);
      if ((await spaces.holdSpace(tx, space.id)) === undefined) return false;
      await putVectors(tx, space, { change, embedded });
      await spaces.setRate(tx, space.id, rate);
      return true;
    });
    if (!isWritten) return;
    done += embedded.length;
    run.progress({ done, unit: 'pairs' });
    parts.onEmbedded(run.workspace);
    for (const { outcome } of embedded) metrics.count('holdfast_embeddings_total', { outcome: outcome.kind });
  };

  return {
    async fill(from: Place | undefined): Promise<Filled> {
      const { db, signal } = run;
      const embedder = await embedderFor(parts, run, space);
      if (embedder instanceof EmbedderFailure) return { end: 'outage', failure: embedder, againInMs: REFUSED_AGAIN_MS };
      return fillSpace({ ...parts, db, signal, gate, write, embedder: measured(parts, space, embedder) }, space, from);
    },
  };
};

/** A provider that was removed may be chosen anew by then. */
const REFUSED_AGAIN_MS = 300_000;

const embedderFor = (parts: FillingParts, run: Run, space: Space): Promise<Embedder | EmbedderFailure> =>
  parts.embedderOf(run.db, space).catch((error: unknown) => {
    if (error instanceof EmbedderFailure) return error;
    throw error;
  });

const measured = ({ clock, metrics }: FillingParts, { embedder: kind }: Space, embedder: Embedder): Embedder => ({
  async embed(texts, asking) {
    const since = clock.elapsed();
    try {
      return await embedder.embed(texts, asking);
    } finally {
      metrics.observe('holdfast_embedding_seconds', { embedder: kind }, (clock.elapsed() - since) / 1000);
    }
  },
});

/** False when pairs were changed meanwhile. Whoever changes pairs waits here, and finds the job ended. */
const finish = ({ jobs }: FillingParts, run: Run, space: Space, place: Place): Promise<boolean> =>
  run.db.write(async (tx) => {
    const shelf = await holdShelf(tx);
    if ((await nextStretch(tx, space, place, 1)).last !== undefined) return false;
    const held = await spaces.holdSpace(tx, space.id);
    if (held !== undefined) {
      await spaces.setFilledTo(tx, space.id, shelf);
      if (held.status === 'filling') await flip(tx, jobs, held);
      await tryAgainLater(tx, jobs, held);
    }
    await run.finish(tx);
    return true;
  });

/** From now on questions are asked of this one. There is no moment without any. */
const flip = async (tx: Write, jobs: Jobs, { id }: Space): Promise<void> => {
  // whoever follows the pairs by their changes learns of it
  await nextChange(tx);
  const before = await spaces.currentSpace(tx);
  if (before !== undefined) {
    await spaces.retireSpace(tx, before.id);
    await jobs.enqueue(tx, FORGET_JOB, { space_id: before.id }, { key: before.id });
  }
  await spaces.makeCurrent(tx, id);
};

/** Under a key of its own: what is changed until then does not wait for it. */
const tryAgainLater = async (tx: Write, jobs: Jobs, space: Space): Promise<void> => {
  const inMs = await nextTryInMs(tx, space);
  if (inMs === null) return;
  const delayMs = Math.max(AGAIN_AT_LEAST_MS, inMs);
  await jobs.enqueue(tx, FILL_JOB, { space_id: space.id }, { key: `${space.id} again`, delayMs });
};

const again = ({ jobs }: FillingParts, run: Run, space: Space, place: Place): Promise<void> =>
  run.db.write(async (tx) => {
    await spaces.setFilledTo(tx, space.id, Math.max(0, place.change - 1));
    await run.finish(tx);
    await jobs.enqueueMany(tx, FILL_JOB, [fillingOf(space)]);
  });

/** What waits stays as it is, found by its words, and comes again by itself. */
const outage = async (
  { jobs, onEmbedded }: FillingParts,
  run: Run,
  space: Space,
  { failure, againInMs }: Extract<Filled, { end: 'outage' }>,
): Promise<void> => {
  const delayMs = Math.max(AGAIN_AT_LEAST_MS, againInMs);
  run.say(`${failure.message} It is asked again in ${Math.ceil(delayMs / 1000)} s.`);
  run.log.warn(
    { event: 'embedder_failed', reason: failure.reason, err: failure },
    'An embedder gives nothing; pairs wait for their vectors.',
  );
  await run.db.write(async (tx) => {
    await spaces.setTrouble(tx, space.id, failure.message, delayMs);
    await run.finish(tx);
    await jobs.enqueueMany(tx, FILL_JOB, [{ ...fillingOf(space), options: { ...fillingOf(space).options, delayMs } }]);
  });
  onEmbedded(run.workspace);
};
