import type { AnswerBody } from '@holdfast/protocol/contract';
import type { addPatches, NewPatch } from '@holdfast/protocol/workflows/patches';
import type { WorkflowId } from '@holdfast/protocol/workflows/workflow';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { LOOSE_ENOUGH, MOST_AHEAD_MS, MOST_BYTES, MOST_NODES, MOST_PATCHES, type WorkflowsParts } from '../parts.ts';
import { removeHit } from '../store/folds.ts';
import { countByNode, findSame, insertPatches, type StoredPatch } from '../store/patches.ts';
import { countDiffering, grow, holdOrMake, readLimits, removeIfEmpty, type Held } from '../store/workflows.ts';
import { FOLD_JOB } from '../upkeep/jobs.ts';
import { refuseAhead, toStored } from './check-patches.ts';
import { sortOut } from './sort-out.ts';

type Recorded = AnswerBody<typeof addPatches>;

/** All of them, or none. */
export const record = (
  parts: WorkflowsParts,
  { db, workspace }: Context,
  id: WorkflowId,
  given: readonly NewPatch[],
): Promise<Recorded> => {
  const patches = toStored(given);
  return db.write(async (tx) => {
    const { latest, horizon } = await readLimits(tx, MOST_AHEAD_MS, parts.keptDays);
    refuseAhead(patches, latest);
    const first = patches.find(({ time }) => time >= horizon);
    if (first === undefined) return { recorded: 0, repeated: 0, differing: 0, expired: patches.length };

    const held = await holdOrMake(tx, id, first.time, parts.keptDays);
    const kept = patches.filter(({ time }) => time >= held.horizon);
    const { fresh, repeated, differing } = sortOut(kept, await findSame(tx, id, kept));
    const answer = { recorded: fresh.length, repeated, differing, expired: patches.length - kept.length };
    if (fresh.length === 0) {
      if (differing > 0) await countDiffering(tx, id, differing);
      if (held.patches === 0) await removeIfEmpty(tx, id);
      return answer;
    }
    const loose = await add(tx, id, held, { fresh, differing });
    // while one waits or runs, another is not taken
    if (loose >= LOOSE_ENOUGH) await parts.jobs.enqueue(tx, FOLD_JOB, { workflow_id: id }, { key: id });
    afterCommit(tx, () => parts.onPatched(workspace, id));
    return answer;
  });
};

/** Gives how many patches no fold covers now. */
const add = async (
  tx: Write,
  id: WorkflowId,
  held: Held,
  { fresh, differing }: { readonly fresh: readonly StoredPatch[]; readonly differing: number },
): Promise<number> => {
  const bytes = fresh.reduce((sum, { patch }) => sum + Buffer.byteLength(patch), 0);
  const isFull = held.patches + fresh.length > MOST_PATCHES || held.base_bytes + held.bytes + bytes > MOST_BYTES;
  if (isFull) fail('conflict', { detail: FULL });
  await insertPatches(tx, id, held.received, fresh);
  if ((await countByNode(tx, id, fresh)) > MOST_NODES) fail('conflict', { detail: CROWDED });

  const inOrder = fresh.toSorted((one, other) => (placeText(one) < placeText(other) ? -1 : 1));
  const [first, last] = [inOrder[0] as StoredPatch, inOrder.at(-1) as StoredPatch];
  const loose = fresh.length + (await removeHit(tx, id, first, fresh));
  const [firstTime, lastTime] = [first.time, last.time];
  await grow(tx, id, { patches: fresh.length, bytes, loose, differing, firstTime, lastTime });
  return held.loose + loose;
};

/** Sorts as the place does: times are as long as each other, names of nodes are ASCII. */
const placeText = ({ time, node, sequence }: StoredPatch): string =>
  `${time} ${node} ${String(sequence).padStart(16, '0')}`;

const FULL = `A workflow holds ${MOST_PATCHES} patches and ${MOST_BYTES} bytes at most, of them and of what older ones left. Go on under another id.`;
const CROWDED = `A workflow is patched by ${MOST_NODES} nodes at most. Give nodes names that stay the same when they start again.`;
