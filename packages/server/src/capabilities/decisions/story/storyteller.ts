import type { WorkspaceId } from '@holdfast/protocol/ids';
import { createTicker } from '../../../platform/clock/ticker.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Ephemeral } from '../../../platform/ephemeral/ephemeral.ts';
import type { Log } from '../../../platform/log/log.ts';
import { createSharedTurn } from '../../../platform/outbox/shared-turn.ts';
import { findUntold } from './store.ts';
import { tellOn, type TellParts } from './tell.ts';

/** Tells what is done with decisions in the traces in which they were asked for, until it is closed. */
export interface Storyteller {
  close(): Promise<void>;
}

export interface StorytellerParts extends TellParts {
  readonly database: Database;
  readonly ephemeral: Pick<Ephemeral, 'slots'>;
  readonly log: Log;
}

const WORKSPACES_A_LOOK = 100;
const LOOK_EVERY_MS = 1000;
const AFTER_FAILURE_MS = 5000;

/**
 * It follows the audit trail, so an act waits for nothing and costs no more than it did; what a crash left untold is told by the
 * next look of any node that keeps spans. One node looks at a time, and nothing depends on that: the spans would be the same.
 */
export const startStoryteller = (parts: StorytellerParts): Storyteller => {
  const { database, ephemeral, log } = parts;
  const leaving = new AbortController();
  const failed = (error: unknown, workspace?: WorkspaceId): void => {
    if (!leaving.signal.aborted)
      log.warn({ error, workspace }, 'Acts of decisions could not be told in their traces; trying again.');
  };

  /** One workspace that cannot be told holds up no other. */
  const tellAll = async (
    workspaces: readonly WorkspaceId[],
  ): Promise<{ readonly more: boolean; readonly ok: boolean }> => {
    let [more, ok] = [workspaces.length === WORKSPACES_A_LOOK, true];
    for (const workspace of workspaces) {
      if (leaving.signal.aborted) break;
      try {
        more = (await tellOn(parts, workspace)) || more;
      } catch (error) {
        failed(error, workspace);
        ok = false;
      }
    }
    return { more, ok };
  };

  const ticker = createTicker(async () => {
    if (!turn.isOurs) return LOOK_EVERY_MS;
    try {
      const untold = await database.forInstance(leaving.signal).read((tx) => findUntold(tx, WORKSPACES_A_LOOK));
      const { more, ok } = await tellAll(untold);
      if (!ok) return AFTER_FAILURE_MS;
      return more ? 0 : LOOK_EVERY_MS;
    } catch (error) {
      failed(error);
      return AFTER_FAILURE_MS;
    }
  });
  const turn = createSharedTurn({
    slots: ephemeral.slots,
    key: 'story of decisions',
    onTurn: () => ticker.now(),
    onError: failed,
  });

  return {
    async close() {
      leaving.abort();
      await ticker.stop();
      await turn.close();
    },
  };
};
