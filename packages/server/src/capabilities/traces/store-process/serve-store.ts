import { wordsOf } from '../store/store-failure.ts';
import { readingOf } from './answer.ts';
import { createAnswers } from './answers.ts';
import { follow, type FollowerParts, type Slice } from './follow.ts';
import { createLeaving } from './leaving.ts';
import type { ToStore } from './messages.ts';
import type { ServingParts } from './parts.ts';
import { createPriceBook } from './price-book.ts';
import { trackRebuild } from './rebuild.ts';
import { startTending } from './tending.ts';

export interface ServedStore {
  hear(message: ToStore): void;
}

/** What is applied while the server drains; the rest is applied after the next start. */
const LAST_SLICES_MS = 3000;

/** Follows the log, answers, seals, forgets. Damage ends the process: the next one builds the index anew. */
export const serveStore = async (parts: ServingParts): Promise<ServedStore> => {
  const { channel, store, exit } = parts;
  const leaving = createLeaving(parts);
  const rebuild = await trackRebuild(parts);
  let isStuck = false;
  let segment = -1;

  const onSlice = ({ reached, workspaces, appended, bytes }: Slice): void => {
    const { receivedAt } = store.applied;
    channel.tell({ kind: 'reached', reached, receivedAt, workspaces, appended });
    if (isStuck && !rebuild.underWay) channel.tell({ kind: 'phase', phase: { phase: 'following' } });
    isStuck = false;
    rebuild.moved(reached, bytes);
    if (reached.segment === segment) return;
    segment = reached.segment;
    tending.now();
  };
  const onFailure = (error: unknown): void => {
    if (leaving.judge(error)) return;
    isStuck = true;
    channel.tell({ kind: 'phase', phase: { phase: 'stuck', why: wordsOf(error) } });
  };
  const prices = createPriceBook((workspace) => channel.tell({ kind: 'wants_prices', workspace }));
  const decode: FollowerParts['decode'] = async (batch) => parts.decode(batch, await prices.of(batch.workspace));
  const follower = follow({ ...parts, decode, onSlice, onFailure });
  const tending = startTending(parts, { leaving, rebuild, reached: () => follower.reached });
  const answers = createAnswers({
    channel,
    isWhole: () => !rebuild.underWay,
    readingOf: (workspace) => readingOf(parts, workspace),
    during: parts.quiet.during,
    judge: leaving.judge,
  });
  const stop = async (): Promise<void> => {
    await follower.finish(LAST_SLICES_MS);
    await tending.stop();
    await store.close();
    exit(0);
  };

  const { next, receivedAt } = store.applied;
  channel.tell({ kind: 'reached', reached: next, receivedAt, workspaces: [], appended: NOTHING });
  follower.to(parts.end);
  return {
    hear(message) {
      if (message.kind === 'ask') answers.answer(message);
      else if (message.kind === 'end') follower.to(message.end);
      else if (message.kind === 'prices') prices.heard(message.workspace, message.prices);
      else if (message.kind === 'prices_changed') prices.changed(message.workspace);
      else if (message.kind === 'forget') tending.forget(message.keeping);
      else if (message.kind === 'stop') stop().catch(() => exit(1));
    },
  };
};

const NOTHING: Slice['appended'] = { stored: 0, repeated: 0, differing: 0, completed: 0, unreadable: 0 };
