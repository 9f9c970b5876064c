import { MOST_REVISIONS } from '@holdfast/protocol/decisions/limits';
import { fail } from '../../../platform/failure.ts';
import type { Exact } from '../rules/exactness.ts';
import { rejudge } from '../ruling/rejudge.ts';
import { addRevision, type Revised } from '../store/changes.ts';
import { editorOf, type Held } from './act.ts';

/** Rules look at the new arguments as they did at the first: what is stricter for them is needed from now on. */
export const newRevision = async (held: Held, wanted: Exact, reason: string | undefined): Promise<Revised> => {
  const { tx, decision } = held;
  if (decision.revision >= MOST_REVISIONS)
    fail('conflict', {
      detail: `Its arguments were changed ${MOST_REVISIONS - 1} times, and cannot be once more: take it back or reject it, and ask anew.`,
    });
  const rejudged = await rejudge(tx, decision, wanted.value);
  await addRevision(tx, { id: decision.id, ...wanted, ...editorOf(held), reason });
  return { ...wanted, ...rejudged };
};
