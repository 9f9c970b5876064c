import type { WorkspaceId } from '@holdfast/protocol/ids';
import { createCache } from '../../../platform/cache/cache.ts';
import type { Clock } from '../../../platform/clock/clock.ts';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { Bus } from '../../../platform/ephemeral/ephemeral.ts';
import type { PriceEntry } from './price-of.ts';
import { allPrices } from './store.ts';

/** The prices of a workspace, for whoever reckons what something cost. */
export interface PriceTable {
  /** All of them, kept close by: at most 5 seconds old, and mostly as they are. */
  pricesOf(workspace: WorkspaceId): Promise<readonly PriceEntry[]>;
  /**
   * Hears on every node of a workspace whose prices are others now; undefined when it may be any. A hint: whoever misses it
   * looks again by and by.
   */
  onChange(listener: (workspace: WorkspaceId | undefined) => void): () => void;
}

export interface PriceTableParts {
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: Clock;
}

const CHANNEL = 'prices';

export const createPriceTable = ({ database, bus, clock }: PriceTableParts) => {
  const cache = createCache<readonly PriceEntry[]>({ name: 'prices', bus, clock });
  const table: PriceTable = {
    pricesOf: (workspace) => cache.get(workspace, '', () => database.forWorkspace(workspace).read(allPrices)),
    onChange: (listener) =>
      bus.subscribe(
        CHANNEL,
        (workspace) => listener(workspace as WorkspaceId),
        () => listener(undefined),
      ),
  };
  const tell = (tx: Write): void =>
    afterCommit(tx, () => {
      void cache.invalidate(tx.workspace);
      void bus.publish(CHANNEL, tx.workspace);
    });
  return { table, tell };
};
