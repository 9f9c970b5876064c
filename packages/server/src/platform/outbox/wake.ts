import type { Bus } from '../ephemeral/ephemeral.ts';

/**
 * Says that there is something to do, after the commit and on every node. Not by NOTIFY in the transaction: that makes one
 * commit wait for the other. What is not heard is found by looking.
 */
export interface Wake {
  /** Events wait to be told. */
  readonly relay: () => void;
  /** Lanes are due. */
  readonly lanes: () => void;
}

const RELAY = 'outbox:relay';
const LANES = 'outbox:lanes';

export const createWake = (bus: Bus): Wake => ({
  relay: () => void bus.publish(RELAY, ''),
  lanes: () => void bus.publish(LANES, ''),
});

export const onRelay = (bus: Bus, act: () => void): (() => void) => bus.subscribe(RELAY, act, act);
export const onLanes = (bus: Bus, act: () => void): (() => void) => bus.subscribe(LANES, act, act);
