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
  readonly count: number;
}

const MOST_UNREAD = 1000;
const MOST_UNREAD_BYTES = 1024 * 1024;

export const createFollowers = (): Followers => {
  const byWorkspace = new Map<string, Set<(heard: Heard) => void>>();
  let count = 0;

  return {
    join(workspace, topics) {
      let unread: Heard[] = [];
      let [bytes, hasMissed] = [0, false];
      let wake = (): void => {};
      const listen = (heard: Heard): void => {
        if (!topics.has(heard.topic)) return;
        bytes += heard.bytes;
        if (unread.length >= MOST_UNREAD || bytes > MOST_UNREAD_BYTES) {
          unread = [];
          bytes = 0;
          hasMissed = true;
        } else if (!hasMissed) unread.push(heard);
        wake();
      };
      const here = byWorkspace.get(workspace) ?? new Set();
      byWorkspace.set(workspace, here.add(listen));
      count += 1;
      return {
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
        leave() {
          count -= 1;
          here.delete(listen);
          if (here.size === 0 && byWorkspace.get(workspace) === here) byWorkspace.delete(workspace);
        },
      };
    },
    tell(heard) {
      for (const listen of byWorkspace.get(heard.workspace) ?? []) listen(heard);
    },
    get count() {
      return count;
    },
  };
};
