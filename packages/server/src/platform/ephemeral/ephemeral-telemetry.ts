/** What may be lost and is shared. */
export type SharedThing = 'values' | 'counts' | 'slots' | 'messages' | 'limits';

/** Told of what operators count. */
export interface Meter {
  /** Redis was there, and is not any more. */
  lost(): void;
  /** Something was done without Redis, from the memory of this node. */
  didWithout(what: SharedThing): void;
  /** Redis came back and was told of so many. */
  reconciled(what: SharedThing, count: number): void;
  /** Subscribers were told that they may have missed messages. */
  gap(): void;
}

export const noMeter: Meter = { lost() {}, didWithout() {}, reconciled() {}, gap() {} };
