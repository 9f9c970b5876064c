import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { Context } from '../../../platform/http/context.ts';
import { fail } from '../../../platform/failure.ts';
import { isOpen } from '../rules/state.ts';
import { findState, type StateNow } from '../store/decisions.ts';
import type { Bell } from './bell.ts';

/** Also how late somebody learns it where the bell was not heard. */
const LOOK_EVERY_MS = 2000;

export type Asking = Pick<Context, 'db' | 'principal' | 'workspace' | 'signal' | 'clock'>;

/**
 * Each state of a decision that is newer than the one before, until it is decided, the time is over, or nobody asks any more.
 * It listens before it looks: what comes between is heard.
 */
export async function* statesOf(
  bell: Bell,
  { db, workspace, signal, clock }: Asking,
  { id, untilMs }: { readonly id: DecisionId; readonly untilMs: number },
): AsyncGenerator<StateNow, void, void> {
  const listening = bell.listen(workspace, id, signal);
  const look = async (): Promise<StateNow> =>
    (await db.read((tx) => findState(tx, id), { atOnce: true })) ?? fail('not_found');
  try {
    let seen = 0;
    for (let state = await look(); ;) {
      if (state.version > seen) yield state;
      seen = Math.max(seen, state.version);
      const leftMs = untilMs - clock.elapsed();
      if (!isOpen(state) || leftMs <= 0 || signal.aborted) return;
      state = (await listening.next(Math.min(LOOK_EVERY_MS, leftMs))) ?? (await look());
    }
  } finally {
    listening.stop();
  }
}
