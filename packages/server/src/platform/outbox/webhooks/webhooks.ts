import { within } from '../../clock/deadline.ts';
import type { Ephemeral } from '../../ephemeral/ephemeral.ts';
import { createTicker } from '../../clock/ticker.ts';
import { NIL_ID } from '../../ids/nil-id.ts';
import { createDeliver, type DeliverParts } from './deliver.ts';
import { claimLanes, type ClaimedLane } from '../delivery-store.ts';
import { onLanes } from '../wake.ts';
import { createActiveLanes } from './active-lanes.ts';

export interface WebhooksParts extends DeliverParts {
  readonly ephemeral: Pick<Ephemeral, 'bus'>;
}

/** Sends what waits in lanes until it is drained. */
export interface Webhooks {
  /** Begins nothing more, lets what is under way end for this long, and hands the rest back. */
  drain(withinMs: number): Promise<void>;
}

/** Also how late a lane is noticed whose announcement was not heard. */
const LOOK_EVERY_MS = 1000;
const LANES_AT_ONCE = 64;
/** Of one target in one claim, so that the next claim finds room for others. */
const LANES_OF_TARGET = 4;
const FAREWELL_MS = 3000;

export const startWebhooks = (parts: WebhooksParts): Webhooks => {
  const { database, ephemeral, node, log } = parts;
  const deliver = createDeliver(parts);
  const leaving = new AbortController();
  let isLeaving = false;
  let after: readonly [string, string] = [NIL_ID, NIL_ID];

  const deliverSome = async (lane: ClaimedLane): Promise<void> => {
    try {
      const waitMs = await deliver(lane, leaving.signal);
      if (waitMs > 0 && waitMs < LOOK_EVERY_MS) ticker.within(waitMs);
    } catch (error) {
      // the claim runs out by itself, and the event is sent again
      log.error({ error, target: lane.target_id }, 'The end of a delivery could not be stored.');
    }
  };
  const active = createActiveLanes(deliverSome, () => ticker.now());

  const claim = async (): Promise<boolean> => {
    const { left, fullWorkspaces, fullTargets } = active.room;
    const most = Math.min(LANES_AT_ONCE, left);
    if (isLeaving || most === 0) return false;
    const full = { fullWorkspaces, fullTargets };
    const lanes = await claimLanes(database, { ...full, node, after, most, mostOfTarget: LANES_OF_TARGET });
    after = lastOf(lanes);
    for (const lane of lanes) active.begin(lane);
    return lanes.length > 0;
  };

  const ticker = createTicker(async () => {
    try {
      while (await claim());
    } catch (error) {
      log.debug({ error }, 'Nobody could look for webhooks that are due.');
    }
    return LOOK_EVERY_MS;
  });
  ticker.now();
  const deafen = onLanes(ephemeral.bus, () => ticker.now());

  return {
    async drain(withinMs) {
      isLeaving = true;
      deafen();
      await ticker.stop();
      await within(withinMs, 'Letting webhooks end', active.settled()).catch(() => {});
      leaving.abort(new Error('The node is leaving.'));
      await within(FAREWELL_MS, 'Handing webhooks back', active.settled()).catch(() => {});
    },
  };
};

/** The round of targets goes on behind the last one that was served. */
const lastOf = (lanes: readonly ClaimedLane[]): readonly [string, string] =>
  lanes.reduce<readonly [string, string]>(
    ([workspace, target], { workspace_id, target_id }) =>
      workspace_id > workspace || (workspace_id === workspace && target_id > target)
        ? [workspace_id, target_id]
        : [workspace, target],
    [NIL_ID, NIL_ID],
  );
