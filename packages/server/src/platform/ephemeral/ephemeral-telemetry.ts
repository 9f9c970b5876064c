import type { Metrics } from '../telemetry/metrics.ts';

/** What may be lost and is shared. */
export type SharedThing = 'values' | 'counts' | 'slots' | 'messages' | 'limits';

/** One method for each thing that operators count. */
export interface EphemeralTelemetry {
  /** Redis was there, and is not any more. */
  lost(): void;
  /** Something was done without Redis, from the memory of this node. */
  didWithout(what: SharedThing): void;
  /** Redis came back and was told of so many. */
  reconciled(what: SharedThing, count: number): void;
  /** Subscribers were told that they may have missed messages. */
  gap(): void;
}

export const createEphemeralTelemetry = (metrics: Metrics): EphemeralTelemetry => ({
  lost: () => metrics.count('holdfast_redis_lost_total', {}),
  didWithout: (what) => metrics.count('holdfast_redis_without_total', { what }),
  reconciled: (what, count) => metrics.count('holdfast_redis_reconciled_total', { what }, count),
  gap: () => metrics.count('holdfast_bus_gaps_total', {}),
});

export const noEphemeralTelemetry: EphemeralTelemetry = { lost() {}, didWithout() {}, reconciled() {}, gap() {} };
