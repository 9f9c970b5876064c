import type { Embedder, EmbedderChoice } from '@holdfast/protocol/knowledge/embedders';
import { doneBy } from '../../../../platform/audit/act.ts';
import type { Audit } from '../../../../platform/audit/audit.ts';
import type { Write } from '../../../../platform/database/transaction.ts';
import { fail, refuseField } from '../../../../platform/failure.ts';
import type { Context } from '../../../../platform/http/context.ts';
import type { MakeId } from '../../../../platform/ids/uuid7.ts';
import type { Jobs } from '../../../../platform/jobs/jobs.ts';
import type { ReachProvider } from '../../../providers/index.ts';
import { nextChange } from '../../shelf/store.ts';
import type { EmbedderOf } from '../embedders/embedders.ts';
import { WIRES } from '../embedders/outside-embedder.ts';
import { BUILT_IN } from '../filling/begin-filling.ts';
import { FILL_JOB, FORGET_JOB } from '../filling/jobs.ts';
import type { Transformers } from '../../transformer/transformers.ts';
import * as spaces from '../store/spaces.ts';
import { hasVectors } from '../store/vectors.ts';
import { showEmbedder } from './show-embedder.ts';
import { tryEmbedder } from './try-embedder.ts';
import { tryTransformer } from './try-transformer.ts';

export interface ChoiceParts {
  readonly audit: Audit;
  readonly jobs: Jobs;
  readonly makeId: MakeId;
  readonly reach: ReachProvider;
  readonly embedderOf: EmbedderOf;
  readonly timeoutMs: number;
  readonly transformers: Pick<Transformers, 'look' | 'open'>;
}

export const chooseEmbedder = async (parts: ChoiceParts, ctx: Context, choice: EmbedderChoice): Promise<Embedder> => {
  const wanted = await wantedOf(parts, ctx, choice);
  await ctx.db.write(async (tx) => {
    // first: whoever changes pairs asks which spaces there are while they hold the shelf
    await nextChange(tx);
    const taken = await take(parts, tx, wanted);
    const { audit } = parts;
    const facts = {
      kind: wanted.embedder,
      model: wanted.model,
      provider: wanted.provider_id,
      reembeds: taken === 'filling',
    };
    await audit.add(tx, { ...doneBy(ctx), action: 'knowledge.embedder_chosen', facts });
  });
  return showEmbedder(parts, ctx.db);
};

const NONE: spaces.WantedSpace = { ...BUILT_IN, embedder: 'none', model: '', dimensions: 0 };

const wantedOf = async (parts: ChoiceParts, ctx: Context, choice: EmbedderChoice): Promise<spaces.WantedSpace> => {
  if (choice.kind === 'built_in') return BUILT_IN;
  if (choice.kind === 'none') return NONE;
  if (choice.kind === 'local') return tryTransformer(parts, ctx, choice.model);
  const { provider_id, model, asked_dimensions, batch_size, concurrency } = choice;
  // the contract has both for this kind
  if (provider_id === null || model === null) return fail('internal');
  const provider = await ctx.db.read((tx) => parts.reach(tx, provider_id));
  if (provider === undefined) return refuseField('/body/provider_id', 'unknown', 'names no provider of this workspace');
  const wire = WIRES[provider.kind];
  if (wire === undefined)
    return refuseField('/body/provider_id', 'no_embeddings', 'names a provider that has no embeddings');
  if (batch_size > wire.most)
    return refuseField('/body/batch_size', 'too_big', `must be at most ${wire.most} for this kind of provider`);
  const which = { embedder: 'provider', provider_id, model, asked_dimensions } as const;
  const tried = await tryEmbedder(parts, ctx, { ...which, dimensions: undefined, batch_size });
  const { dimensions } = tried;
  if (asked_dimensions !== null && dimensions !== asked_dimensions)
    return refuseField(
      '/body/asked_dimensions',
      'not_given',
      `is not what the model gives: it answered with ${dimensions}`,
    );
  return { ...which, ...tried, batch_size, concurrency };
};

/** Which space it became: the one that answers, or one that is filled first. */
const take = async (parts: ChoiceParts, tx: Write, wanted: spaces.WantedSpace): Promise<'current' | 'filling'> => {
  const live = await spaces.liveSpaces(tx);
  const current = live.find(({ status }) => status === 'current');
  const filling = live.find(({ status }) => status === 'filling');
  const same = live.find((space) => isSame(space, wanted));
  if (same === undefined) {
    if (filling !== undefined) await retire(parts, tx, filling);
    const serves = current !== undefined && wanted.embedder !== 'none' && (await hasVectors(tx, current));
    if (!serves && current !== undefined) await retire(parts, tx, current);
    const status = serves ? 'filling' : 'current';
    const made = { ...wanted, id: parts.makeId(), status } as const;
    await spaces.insertSpace(tx, made);
    await fillNow(parts, tx, made);
    return status;
  }
  await spaces.renewSpace(tx, { ...wanted, id: same.id });
  if (same === current && filling !== undefined) await retire(parts, tx, filling);
  await fillNow(parts, tx, same);
  return same === current ? 'current' : 'filling';
};

const isSame = (space: spaces.Space, wanted: spaces.WantedSpace): boolean =>
  space.embedder === wanted.embedder &&
  space.provider_id === wanted.provider_id &&
  space.model === wanted.model &&
  space.dimensions === wanted.dimensions &&
  space.asked_dimensions === wanted.asked_dimensions;

/** Under a key of its own: it does not wait for one that was put off because the embedder gave nothing. */
const fillNow = async ({ jobs, makeId }: ChoiceParts, tx: Write, space: Pick<spaces.Space, 'id' | 'embedder'>) => {
  if (space.embedder === 'none') return;
  await jobs.enqueue(tx, FILL_JOB, { space_id: space.id }, { key: `${space.id} ${makeId()}` });
};

const retire = async ({ jobs }: ChoiceParts, tx: Write, { id }: spaces.Space): Promise<void> => {
  await spaces.retireSpace(tx, id);
  await jobs.enqueue(tx, FORGET_JOB, { space_id: id }, { key: id });
};
