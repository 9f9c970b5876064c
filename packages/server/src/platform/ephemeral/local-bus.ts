import type { Log } from '../log/log.ts';
import type { Bus } from './ephemeral.ts';

/** Delivers within this process. */
export interface LocalBus {
  deliver(channel: string, message: string): void;
  gap(): void;
  readonly subscribe: Bus['subscribe'];
}

interface Subscriber {
  readonly listener: (message: string) => void;
  readonly onGap: () => void;
}

export const createLocalBus = (log: Log): LocalBus => {
  const channels = new Map<string, Set<Subscriber>>();

  const spare = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      // one who stumbles over a message must not keep it from the others
      log.error({ error }, 'A subscriber of the bus failed.');
    }
  };

  return {
    deliver(channel, message) {
      for (const { listener } of [...(channels.get(channel) ?? [])]) spare(() => listener(message));
    },
    gap() {
      for (const { onGap } of [...channels.values()].flatMap((some) => [...some])) spare(onGap);
    },
    subscribe(channel, listener, onGap = () => {}) {
      const subscribers = channels.get(channel) ?? new Set<Subscriber>();
      channels.set(channel, subscribers);
      const subscriber = { listener, onGap };
      subscribers.add(subscriber);
      return () => {
        subscribers.delete(subscriber);
        if (subscribers.size === 0 && channels.get(channel) === subscribers) channels.delete(channel);
      };
    },
  };
};
