import type { Input } from '@holdfast/protocol/contract';
import type { PairId } from '@holdfast/protocol/knowledge/ids';
import { MOST_TAGS } from '@holdfast/protocol/knowledge/limits';
import type { changePairs } from '@holdfast/protocol/knowledge/pairs';
import { doneBy } from '../../../platform/audit/act.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { PairDraft } from '../pair-draft.ts';
import { actorOf, beginChange, type Change, type Making } from './change.ts';
import { asWritten, changedDraft, refuseNeverValid } from './draft-of.ts';
import type { PairsParts } from './parts.ts';
import { file, type FiledDraft } from './store/filed-drafts.ts';
import { readStored, type StoredPair } from './store/reading.ts';
import { findByKeys, removePairs, rewritePairs } from './store/writing.ts';

type Body = Input<typeof changePairs>['body'];
type Act = Body['act'];

interface Refused {
  readonly id: PairId;
  readonly code: string;
  readonly message: string;
}

interface Outcome {
  readonly changed: PairId[];
  readonly unchanged: PairId[];
  readonly refused: Refused[];
}

/** So many pairs are in memory at once, however long their answers are. */
const AT_ONCE = 100;

/** All of it in one transaction. What is not possible for one pair is told of that one, and the others are changed. */
export const actOnPairs = ({ audit, onPairs }: PairsParts, ctx: Context, { pairs, act }: Body): Promise<Outcome> => {
  if (act.kind === 'set_validity') refuseNeverValid(asWritten(act), '/body/act/valid_until');
  return ctx.db.write(async (tx) => {
    const change = await beginChange(tx, { by: MADE_BY[act.kind] ?? 'hand', actor: actorOf(ctx), importId: null });
    const outcome: Outcome = { changed: [], unchanged: [], refused: [] };
    const ids = [...new Set(pairs)];
    for (let from = 0; from < ids.length; from += AT_ONCE)
      await actOnSome(tx, change, { ids: ids.slice(from, from + AT_ONCE), act, outcome });
    const { changed, unchanged, refused } = outcome;
    if (changed.length > 0) {
      const facts = { act: act.kind, changed: changed.length, unchanged: unchanged.length, refused: refused.length };
      await audit.add(tx, { ...doneBy(ctx), action: 'pairs.changed', facts });
      await onPairs(tx);
    }
    return outcome;
  });
};

const MADE_BY: Partial<Record<Act['kind'], Making['by']>> = { remove: 'removal', restore: 'restore' };

interface Some {
  readonly ids: readonly PairId[];
  readonly act: Act;
  readonly outcome: Outcome;
}

const actOnSome = async (tx: Write, change: Change, { ids, act, outcome }: Some): Promise<void> => {
  const stored = new Map((await readStored(tx, ids)).map((pair) => [pair.id, pair]));
  const taken = act.kind === 'restore' ? await keysTaken(tx, [...stored.values()]) : new Set<string>();
  const drafts: FiledDraft[] = [];
  for (const id of ids) {
    const was = stored.get(id);
    const wanted = was === undefined ? NOT_THERE : wantedOf(was, act, taken);
    if (wanted === 'unchanged') outcome.unchanged.push(id);
    else if ('code' in wanted) outcome.refused.push({ id, ...wanted });
    else {
      drafts.push(file(id, wanted));
      outcome.changed.push(id);
    }
  }
  if (drafts.length === 0) return;
  if (act.kind === 'remove')
    await removePairs(
      tx,
      change,
      drafts.map(({ id }) => id),
    );
  else await rewritePairs(tx, change, drafts);
};

/** Questions that pairs which are not removed have. Each that comes back is among them afterwards. */
const keysTaken = async (tx: Write, stored: readonly StoredPair[]): Promise<Set<string>> =>
  new Set(
    (
      await findByKeys(
        tx,
        stored.map(({ key }) => key),
      )
    ).map(({ key }) => key),
  );

type Wanted = PairDraft | 'unchanged' | Omit<Refused, 'id'>;

const wantedOf = (was: StoredPair, act: Act, taken: Set<string>): Wanted => {
  if (act.kind === 'restore') {
    if (!was.removed) return 'unchanged';
    if (taken.has(was.key)) return TAKEN;
    taken.add(was.key);
    return was;
  }
  if (act.kind === 'remove') return was.removed ? 'unchanged' : was;
  if (was.removed) return NOT_THERE;
  const draft = changedBy(was, act);
  if (draft.tags.length > MOST_TAGS && draft.tags.length > was.tags.length) return TOO_MANY_TAGS;
  return file(was.id, draft).hash === was.hash ? 'unchanged' : draft;
};

const changedBy = (was: StoredPair, act: Exclude<Act, { kind: 'remove' | 'restore' }>): PairDraft => {
  switch (act.kind) {
    case 'add_tags':
      return changedDraft(was, { tags: [...was.tags, ...act.tags] });
    case 'remove_tags': {
      // as tags are kept: without white space around them
      const gone = new Set(act.tags.map((tag) => tag.trim()));
      return changedDraft(was, { tags: was.tags.filter((tag) => !gone.has(tag)) });
    }
    case 'set_source':
      return changedDraft(was, { source: act.source });
    case 'set_language':
      return changedDraft(was, { language: act.language });
    default:
      return changedDraft(was, { valid_from: act.valid_from, valid_until: act.valid_until });
  }
};

const NOT_THERE = { code: 'not_found', message: 'There is no such pair.' };
const TAKEN = { code: 'question_taken', message: 'Another pair has its question meanwhile.' };
const TOO_MANY_TAGS = { code: 'too_many_tags', message: `A pair has at most ${MOST_TAGS} tags.` };
