import type { FromStore, ToStore } from './messages.ts';

/** The line to the server's process. */
export interface Channel {
  tell(message: FromStore): void;
  /** Resolves when the message is on its way. */
  tellAll(message: FromStore): Promise<void>;
  hear(listener: (message: ToStore) => void): void;
  onEnd(listener: () => void): void;
}

/** The line that a process has that was started by another Node. */
export const channelOf = (self: NodeJS.Process): Channel => {
  if (self.send === undefined) throw new Error('This process is started by Holdfast, and not by itself.');
  const tellAll = (message: FromStore): Promise<void> =>
    new Promise((resolve) => {
      // when the other side is gone its end is heard as well
      if (self.connected) self.send?.(message, () => resolve());
      else resolve();
    });
  return {
    tell: (message) => void tellAll(message),
    tellAll,
    // both sides are of one version: the one starts the other
    hear: (listener) => void self.on('message', (message) => listener(message as ToStore)),
    onEnd: (listener) => void self.on('disconnect', listener),
  };
};
