import type { PairId } from '@holdfast/protocol/knowledge/ids';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import type { Version } from '@holdfast/protocol/version';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail, refuseField } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { PairDraft } from '../pair-draft.ts';
import { actorOf, beginChange } from './change.ts';
import { aPair, presentPair, refuseTaken } from './pairs.ts';
import type { PairsParts } from './parts.ts';
import { file } from './store/filed-drafts.ts';
import { readVersions } from './store/history.ts';
import { readStored, type StoredPair } from './store/reading.ts';
import { rewritePairs } from './store/writing.ts';

/** What it was becomes another version; what it is until now stays in its history. */
export const restore = ({ audit, onPairs }: PairsParts, ctx: Context, id: PairId, version: Version): Promise<Pair> =>
  ctx.db.write(async (tx) => {
    const change = await beginChange(tx, { by: 'restore', actor: actorOf(ctx), importId: null });
    const [was] = await readStored(tx, [id]);
    if (was === undefined) return fail('not_found');
    const draft = file(id, await draftOfVersion(tx, was, version));
    if (was.removed || draft.hash !== was.hash) {
      await refuseTaken(tx, draft);
      await rewritePairs(tx, change, [draft]);
      await audit.add(tx, { ...doneBy(ctx), action: 'pair.restored', object: aPair(id), facts: { version } });
      await onPairs(tx);
    }
    return presentPair(tx, id);
  });

const draftOfVersion = async (tx: Write, was: StoredPair, version: Version): Promise<PairDraft> => {
  if (version === was.version) return was;
  const [draft] = await readVersions(tx, [{ id: was.id, version }]);
  return draft ?? refuseField('/body/version', 'unknown', 'must be a version that the history of the pair has');
};
