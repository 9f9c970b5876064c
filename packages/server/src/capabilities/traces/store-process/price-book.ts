import type { WorkspaceId } from '@holdfast/protocol/ids';
import { pricedBy } from '../decode/priced-by.ts';
import type { PriceOf } from '../decode/stored-span-of.ts';
import type { PriceEntry } from '../prices/price-of.ts';

/** What models cost each workspace, as far as its spans came here. */
export interface PriceBook {
  /** One at a time asks. Spans do not wait for ever: without an answer they have the costs that their senders tell. */
  of(workspace: WorkspaceId): Promise<PriceOf>;
  heard(workspace: WorkspaceId, prices: readonly PriceEntry[]): void;
  /** They are others now; undefined where nobody knows whose. */
  changed(workspace: WorkspaceId | undefined): void;
}

const WAIT_MS = 5000;
/** With more workspaces, all are asked for again. */
const MOST = 10_000;

export const createPriceBook = (ask: (workspace: WorkspaceId) => void, waitMs = WAIT_MS): PriceBook => {
  const known = new Map<WorkspaceId, PriceOf>();
  const asked = new Map<WorkspaceId, (priceOf: PriceOf) => void>();
  const know = (workspace: WorkspaceId, priceOf: PriceOf): void => {
    if (known.size >= MOST) known.clear();
    known.set(workspace, priceOf);
    asked.get(workspace)?.(priceOf);
    asked.delete(workspace);
  };
  /** Spans that come in the next moments do not wait as well. */
  const goWithout = (workspace: WorkspaceId): void => {
    const none: PriceOf = () => undefined;
    know(workspace, none);
    setTimeout(() => {
      if (known.get(workspace) === none) known.delete(workspace);
    }, waitMs).unref();
  };
  return {
    async of(workspace) {
      const prices = known.get(workspace);
      if (prices !== undefined) return prices;
      const { promise, resolve } = Promise.withResolvers<PriceOf>();
      asked.set(workspace, resolve);
      ask(workspace);
      const late = setTimeout(() => goWithout(workspace), waitMs);
      try {
        return await promise;
      } finally {
        clearTimeout(late);
      }
    },
    heard: (workspace, prices) => know(workspace, pricedBy(prices)),
    changed(workspace) {
      if (workspace === undefined) known.clear();
      else known.delete(workspace);
    },
  };
};
