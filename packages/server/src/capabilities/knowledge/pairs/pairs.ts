import type { Input } from '@holdfast/protocol/contract';
import type { PairId } from '@holdfast/protocol/knowledge/ids';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { changePair, createPair } from '@holdfast/protocol/knowledge/pairs';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { HandlerInput } from '../../../platform/http/endpoint.ts';
import { actorOf, beginChange } from './change.ts';
import { file, type FiledDraft } from './store/filed-drafts.ts';
import { changedDraft, draftOf } from './draft-of.ts';
import type { PairsParts } from './parts.ts';
import { findPair, readStored, type StoredPair } from './store/reading.ts';
import { findByKeys, insertPairs, removePairs, rewritePairs } from './store/writing.ts';

export const find = async ({ db }: Context, id: PairId): Promise<Pair> =>
  (await db.read((tx) => findPair(tx, id))) ?? fail('not_found');

export const create = ({ audit, makeId, onPairs }: PairsParts, ctx: Context, body: Input<typeof createPair>['body']) =>
  ctx.db.write(async (tx): Promise<Pair> => {
    const draft = file(makeId(), draftOf(body));
    const making = await beginChange(tx, { by: 'hand', actor: actorOf(ctx), importId: null });
    await refuseTaken(tx, draft);
    await insertPairs(tx, making, [draft]);
    await audit.add(tx, { ...doneBy(ctx), action: 'pair.added', object: aPair(draft.id) });
    await onPairs(tx);
    return presentPair(tx, draft.id);
  });

export const change = (
  { audit, onPairs }: PairsParts,
  ctx: Context,
  { params, body, version }: Pick<HandlerInput<typeof changePair>, 'params' | 'body' | 'version'>,
): Promise<Pair> =>
  ctx.db.write(async (tx) => {
    const making = await beginChange(tx, { by: 'hand', actor: actorOf(ctx), importId: null });
    const was = await presentOf(tx, params.pair_id);
    if (was.version !== version) fail('stale', { members: { current_version: was.version } });
    const draft = file(was.id, changedDraft(was, body));
    if (draft.hash !== was.hash) {
      await refuseTaken(tx, draft);
      await rewritePairs(tx, making, [draft]);
      const fields = Object.keys(body).toSorted();
      await audit.add(tx, { ...doneBy(ctx), action: 'pair.changed', object: aPair(was.id), facts: { fields } });
      await onPairs(tx);
    }
    return presentPair(tx, was.id);
  });

export const remove = ({ audit, onPairs }: PairsParts, ctx: Context, id: PairId): Promise<void> =>
  ctx.db.write(async (tx) => {
    const making = await beginChange(tx, { by: 'removal', actor: actorOf(ctx), importId: null });
    await presentOf(tx, id);
    await removePairs(tx, making, [id]);
    await audit.add(tx, { ...doneBy(ctx), action: 'pair.removed', object: aPair(id) });
    await onPairs(tx);
  });

export const aPair = (id: string) => ({ kind: 'pair', id });

const presentOf = async (tx: Write, id: string): Promise<StoredPair> => {
  const [stored] = await readStored(tx, [id]);
  return stored === undefined || stored.removed ? fail('not_found') : stored;
};

/** Just written, so it is there. */
export const presentPair = async (tx: Write, id: string): Promise<Pair> =>
  (await findPair(tx, id as PairId)) ?? fail('not_found');

export const refuseTaken = async (tx: Write, { id, key }: FiledDraft): Promise<void> => {
  const [taken] = await findByKeys(tx, [key]);
  if (taken !== undefined && taken.id !== id) fail('question_taken', { members: { pair_id: taken.id } });
};
