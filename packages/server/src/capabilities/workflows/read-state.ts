import type { AnswerBody, Input } from '@holdfast/protocol/contract';
import type { getWorkflowState } from '@holdfast/protocol/workflows/workflows';
import type { PatchPlace, WorkflowId } from '@holdfast/protocol/workflows/workflow';
import type { Read } from '../../platform/database/transaction.ts';
import { fail, refuseField } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { applyEffect } from './folding/effect.ts';
import { mergeInto, readBase } from './folding/merge-patch.ts';
import type { Fields } from './folding/object.ts';
import { MOST_STATE_BYTES } from './parts.ts';
import { piecesOf } from './pieces.ts';
import { END, endOf, toUtc } from './place.ts';
import { effectsOf, foldsUpTo } from './store/folds.ts';
import { lastUpTo, patchesIn, type Stretch } from './store/patches.ts';
import { findBase } from './store/workflows.ts';

type State = AnswerBody<typeof getWorkflowState>;
type Asked = Input<typeof getWorkflowState>['query'];

export const readState = async ({ db }: Context, id: WorkflowId, asked: Asked): Promise<State> => {
  const through = placeAsked(asked);
  const answer = await db.read(async (tx) => {
    const { base, base_patches, kept_from, patches, bytes } = (await findBase(tx, id)) ?? fail('not_found');
    if (kept_from !== null && through.time < kept_from) refuseTooEarly(kept_from);
    const state = readBase(base);
    const bounds = { noteText: noteTextOf(state), atOnce: patchesAtOnce(bytes / Math.max(1, patches)) };
    bounds.noteText(base?.length ?? 0);
    const folded = await foldOnto(tx, id, { state, ...bounds }, through);
    return { state, last: (await lastUpTo(tx, id, through)) ?? null, patches: base_patches + folded };
  });
  if (Buffer.byteLength(JSON.stringify(answer.state)) > MOST_STATE_BYTES) fail('conflict', { detail: TOO_LARGE });
  return answer;
};

const placeAsked = ({ at, node, sequence }: Asked): PatchPlace => {
  if ((node === undefined) !== (sequence === undefined) || (node !== undefined && at === undefined))
    return fail('invalid', { detail: '/query/node names one patch: send at, node and sequence of it together.' });
  if (at === undefined) return END;
  const time = toUtc(at);
  return node === undefined || sequence === undefined ? endOf(time) : { time, node, sequence };
};

const refuseTooEarly = (keptFrom: string): never =>
  refuseField(
    '/query/at',
    'too_early',
    `must be no earlier than ${keptFrom}: patches from before are not kept one by one any more`,
  );

/** A state while it is made. */
interface Making {
  readonly state: Fields;
  /** So much text has become part of it. Fails when it is far larger than what can be shown. */
  readonly noteText: (length: number) => void;
  readonly atOnce: number;
}

/** Lets all patches up to a place do to the state what they do: folds as far as there are any, one by one between. */
const foldOnto = async (tx: Read, id: WorkflowId, making: Making, through: PatchPlace): Promise<number> => {
  let count = 0;
  for (const piece of piecesOf(await foldsUpTo(tx, id, through), through)) {
    if ('patches' in piece) count += await patchOnto(tx, id, making, piece.patches);
    else {
      for (const effect of await effectsOf(tx, id, piece.folds)) {
        applyEffect(making.state, JSON.parse(effect) as Fields);
        making.noteText(effect.length);
      }
      count += piece.folds.reduce((sum, { patches }) => sum + patches, 0);
    }
  }
  return count;
};

const MOST_AT_ONCE = 500;
const BYTES_AT_ONCE = 2 * 1024 * 1024;

/** Large ones are read a few at a time: whoever reads a state holds none of the others up. */
const patchesAtOnce = (averageBytes: number): number =>
  Math.min(MOST_AT_ONCE, Math.ceil(BYTES_AT_ONCE / Math.max(1, averageBytes)));

const patchOnto = async (tx: Read, id: WorkflowId, making: Making, { after, through }: Stretch): Promise<number> => {
  const { state, noteText, atOnce } = making;
  let [from, count] = [after, 0];
  for (;;) {
    const patches = await patchesIn(tx, id, { after: from, through }, atOnce);
    for (const { patch } of patches) {
      mergeInto(state, JSON.parse(patch) as Fields);
      noteText(patch.length);
    }
    count += patches.length;
    const last = patches.at(-1);
    if (last === undefined || patches.length < atOnce) return count;
    from = last;
  }
};

/** On the way a state may be larger than at its end, and not without bounds: everybody's memory is the same. */
const MOST_ON_THE_WAY = MOST_STATE_BYTES * 4;

const noteTextOf = (state: Fields): Making['noteText'] => {
  let [measured, since] = [0, 0];
  return (length) => {
    since += length;
    // it is no larger than what it was made of
    if (measured + since <= MOST_ON_THE_WAY) return;
    measured = JSON.stringify(state).length;
    since = 0;
    if (measured > MOST_ON_THE_WAY / 2) fail('conflict', { detail: TOO_LARGE });
  };
};

const TOO_LARGE = `The state has more than ${MOST_STATE_BYTES} bytes of JSON, or had far more on the way. Patch what is not needed any more to null.`;
