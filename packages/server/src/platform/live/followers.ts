import type { Heard } from './tails.ts';

/** One reader, and what it has not read yet. */
export interface Follower {
  /** What came since the last time, or undefined when it was more than is kept. */
  take(): readonly Heard[] | undefined;
  /** Settles when something came, or the signal is aborted. */
  more(signal: AbortSignal): Promise<void>;
  leave(): void;
}

export interface Followers {
  join(workspace: string, topics: ReadonlySet<string>): Follower;
  tell(heard: Heard): void;
  /** Nobody can know what did not come. */
  tellMissed(): void;
}

const MOST_UNREAD = 1000;
const MOST_UNREAD_BYTES = 1024 * 1024;

export const createFollowers = (): Followers => {
  const byWorkspace = new Map<string, Set<Unread>>();

  return {
    join(workspace, topics) {
      const unread = createUnread(topics);
      const here = byWorkspace.get(workspace) ?? new Set();
      byWorkspace.set(workspace, here.add(unread));
      return {
        ...unread,
        leave() {
          here.delete(unread);
          if (here.size === 0 && byWorkspace.get(workspace) === here) byWorkspace.delete(workspace);
        },
      };
    },
    tell(heard) {
      for (const unread of byWorkspace.get(heard.workspace) ?? []) unread.hear(heard);
    },
    tellMissed() {
      for (const here of byWorkspace.values()) for (const unread of here) unread.miss();
    },
  };
};

interface Unread extends Omit<Follower, 'leave'> {
  hear(heard: Heard): void;
  miss(): void;
}

/** What one reader has not read yet, within bounds: who falls behind is told so instead. */
const createUnread = (topics: ReadonlySet<string>): Unread => {
  let unread: Heard[] = [];
  let [bytes, hasMissed] = [0, false];
  let wake = (): void => {};
  const miss = (): void => {
    unread = [];
    [bytes, hasMissed] = [0, true];
    wake();
  };

  return {
    miss,
    hear(heard) {
      if (hasMissed || !topics.has(heard.topic)) return;
      bytes += heard.bytes;
      unread.push(heard);
      if (unread.length > MOST_UNREAD || bytes > MOST_UNREAD_BYTES) miss();
      else wake();
    },
    take() {
      const taken = hasMissed ? undefined : unread;
      unread = [];
      [bytes, hasMissed] = [0, false];
      return taken;
    },
    more: (signal) =>
      new Promise((resolve) => {
        const done = (): void => {
          signal.removeEventListener('abort', done);
          wake = () => {};
          resolve();
        };
        if (unread.length > 0 || hasMissed || signal.aborted) resolve();
        else {
          wake = done;
          signal.addEventListener('abort', done);
        }
      }),
  };
};
