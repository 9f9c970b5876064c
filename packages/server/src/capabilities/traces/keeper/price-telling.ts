import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { ToStore } from '../store-process/messages.ts';
import type { KeeperParts } from './parts.ts';

/** Tells the process that holds the spans what models cost, when it asks and when that changes. */
export interface PriceTelling {
  tell(workspace: WorkspaceId): void;
  close(): void;
}

export const createPriceTelling = (
  { prices, log }: Pick<KeeperParts, 'prices' | 'log'>,
  say: (message: ToStore) => boolean,
): PriceTelling => {
  const stop = prices.onChange((workspace) => void say({ kind: 'prices_changed', workspace }));
  return {
    tell: (workspace) =>
      void prices.pricesOf(workspace).then(
        (entries) => say({ kind: 'prices', workspace, prices: entries }),
        (error: unknown) =>
          log.warn(
            { error, workspace },
            'Prices could not be read: spans that come now have the costs that their senders tell.',
          ),
      ),
    close: stop,
  };
};
