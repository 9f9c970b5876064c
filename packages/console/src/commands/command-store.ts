import { createContext, use, useLayoutEffect, useSyncExternalStore } from 'react';
import type { Command } from './command.ts';

/** What can be done just now. Shell and page put in what they offer while they are shown. */
export interface CommandStore {
  readonly current: () => readonly Command[];
  readonly add: (commands: readonly Command[]) => () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export const createCommandStore = (): CommandStore => {
  const offers = new Set<readonly Command[]>();
  const listeners = new Set<() => void>();
  let current: readonly Command[] = [];

  const settle = (): void => {
    current = [...offers].flat();
    for (const listener of listeners) listener();
  };

  return {
    current: () => current,
    add: (commands) => {
      offers.add(commands);
      settle();
      return () => {
        offers.delete(commands);
        settle();
      };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const CommandStoreContext = createContext<CommandStore | undefined>(undefined);

const useCommandStore = (): CommandStore => {
  const store = use(CommandStoreContext);
  if (store === undefined) throw new Error('no CommandStoreContext above');
  return store;
};

export const useCommands = (): readonly Command[] => {
  const store = useCommandStore();
  return useSyncExternalStore(store.subscribe, store.current);
};

/** Offers commands while the caller is shown. They must keep their identity from one render to the next. */
export const useOffer = (commands: readonly Command[]): void => {
  const store = useCommandStore();
  // with what is shown, not after it: a key that is pressed at once is heard
  useLayoutEffect(() => store.add(commands), [store, commands]);
};
