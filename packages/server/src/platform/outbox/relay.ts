import { createTicker } from '../clock/ticker.ts';
import { NIL_ID } from '../ids/nil-id.ts';
import { findWaitingWorkspaces } from './relay-store.ts';
import { relayWorkspace, type RelayParts } from './relay-workspace.ts';
import { onRelay } from './wake.ts';
import { createSharedTurn } from './shared-turn.ts';

/** Tells the events of all workspaces until it is closed. */
export interface Relay {
  close(): Promise<void>;
}

const WORKSPACES_AT_ONCE = 4;
const WORKSPACES_A_ROUND = 64;
/** Also how late an event is told whose announcement was not heard. */
const LOOK_EVERY_MS = 1000;

/**
 * One node relays at a time, so that events are not told as often as there are nodes. Nothing depends on it: two that relay
 * at once begin with the same events, tell them in the same order, and only one of them marks each.
 */
export const startRelay = (parts: RelayParts): Relay => {
  const { database, ephemeral, outboxTelemetry } = parts;
  let after = NIL_ID;

  /** True when there may be more. */
  const relayRound = async (): Promise<boolean> => {
    const waiting = [...(await findWaitingWorkspaces(database, after, WORKSPACES_A_ROUND))];
    const isLastOfRound = waiting.length < WORKSPACES_A_ROUND;
    // a round that did not begin with the first workspace has not seen all
    let hasMore = !isLastOfRound || after !== NIL_ID;
    after = isLastOfRound ? NIL_ID : (waiting.at(-1) ?? NIL_ID);
    const work = async (): Promise<void> => {
      for (let workspace = waiting.shift(); workspace !== undefined; workspace = waiting.shift()) {
        try {
          if (await relayWorkspace(parts, workspace)) hasMore = true;
        } catch (error) {
          // the others go on; this one is tried again at the next look
          outboxTelemetry.relayFailed(error);
        }
      }
    };
    await Promise.all(Array.from({ length: WORKSPACES_AT_ONCE }, work));
    return hasMore;
  };

  const ticker = createTicker(async () => {
    if (!turn.isOurs) return LOOK_EVERY_MS;
    try {
      return (await relayRound()) ? 0 : LOOK_EVERY_MS;
    } catch (error) {
      outboxTelemetry.relayFailed(error);
      return LOOK_EVERY_MS;
    }
  });
  const turn = createSharedTurn({
    slots: ephemeral.slots,
    key: 'outbox relay',
    onTurn: () => ticker.now(),
    onError: outboxTelemetry.relayFailed,
  });
  const deafen = onRelay(ephemeral.bus, () => ticker.now());

  return {
    async close() {
      deafen();
      await ticker.stop();
      await turn.close();
    },
  };
};
