import type { Remote } from '../redis/remote.ts';
import type { Session } from '../redis/session.ts';
import type { Entry, Replica } from '../replica.ts';

/** Keys written here while Redis was away, or while nobody knows whether it heard of it. */
export interface Untold {
  add(key: string): void;
  keys(): string[];
  /** Tells Redis what this node knows of the keys. */
  push(session: Session, keys: readonly string[]): Promise<void>;
}

/** So much is told at once, well within a deadline. */
const KEYS_A_PUSH = 200;
const CHARACTERS_A_PUSH = 512 * 1024;

export const createUntold = (remote: Remote, replica: Replica, onTold: (count: number) => void): Untold => {
  const untold = new Set<string>();

  const tell = async (session: Session, entries: readonly Entry[]): Promise<void> => {
    for (const { key } of entries) untold.delete(key);
    try {
      await remote.merge(session, entries);
      onTold(entries.length);
    } catch (error) {
      for (const { key } of entries) untold.add(key);
      throw error;
    }
  };

  return {
    add: (key) => void untold.add(key),
    keys: () => [...untold],
    async push(session, keys) {
      let some: Entry[] = [];
      let characters = 0;
      for (const key of keys) {
        const entry = replica.find(key);
        // it had to make room, or its time was up
        if (entry === undefined) untold.delete(key);
        else some.push(entry);
        characters += entry?.value?.length ?? 0;
        if (some.length < KEYS_A_PUSH && characters < CHARACTERS_A_PUSH) continue;
        await tell(session, some);
        some = [];
        characters = 0;
      }
      await tell(session, some);
    },
  };
};
