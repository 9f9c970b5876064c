/** One thing that happened in a workspace. */
export interface Happened {
  readonly workspace: string;
  readonly topic: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** With its place in the order in which this node heard of the workspace's things. */
export interface Heard extends Happened {
  readonly place: number;
  readonly bytes: number;
}

/** The last events of each topic of each workspace, for readers that were away for a moment. */
export interface Tails {
  add(happened: Happened, bytes: number): Heard;
  /** Events may be missing: nothing that is here is the whole of what happened. */
  forget(): void;
  /** The place of the last event of the workspace. Counted for each, so that no number tells of another. */
  placeIn(workspace: string): number;
  /** Events of a topic behind a place, or undefined when some of them are forgotten. */
  after(workspace: string, topic: string, place: number): readonly Heard[] | undefined;
}

interface Tail {
  readonly workspace: string;
  readonly events: Heard[];
  /** The place of the last event that is not here any more. */
  forgotten: number;
}

/** How far a workspace has come, and up to where whole topics of it are forgotten. */
interface Progress {
  place: number;
  forgotten: number;
}

export const EVENTS_PER_TOPIC = 100;
const MOST_TOPICS = 2000;
/** Of all workspaces together: topics are many where they are about one thing, and an event may have 16 KiB. */
const MOST_BYTES = 32 * 1024 * 1024;

export const createTails = (mostTopics = MOST_TOPICS, mostBytes = MOST_BYTES): Tails => {
  // in the order of their last event
  const tails = new Map<string, Tail>();
  const workspaces = new Map<string, Progress>();
  let held = 0;

  const progressOf = (workspace: string): Progress => {
    const progress = workspaces.get(workspace) ?? { place: 0, forgotten: 0 };
    workspaces.set(workspace, progress);
    return progress;
  };
  const forgetOldest = (): void => {
    for (const [key, { workspace, events }] of tails) {
      if (tails.size <= mostTopics && held <= mostBytes) return;
      const progress = progressOf(workspace);
      progress.forgotten = Math.max(progress.forgotten, events.at(-1)?.place ?? 0);
      tails.delete(key);
      for (const { bytes } of events) held -= bytes;
    }
  };

  return {
    add(happened, bytes) {
      const { workspace, topic } = happened;
      const progress = progressOf(workspace);
      progress.place += 1;
      const heard = { ...happened, bytes, place: progress.place };
      const key = keyOf(workspace, topic);
      const tail = tails.get(key) ?? { workspace, events: [], forgotten: progress.forgotten };
      tail.events.push(heard);
      held += bytes;
      const oldest = tail.events.length > EVENTS_PER_TOPIC ? tail.events.shift() : undefined;
      tail.forgotten = oldest?.place ?? tail.forgotten;
      held -= oldest?.bytes ?? 0;
      tails.delete(key);
      tails.set(key, tail);
      forgetOldest();
      return heard;
    },
    forget() {
      tails.clear();
      held = 0;
      for (const progress of workspaces.values()) progress.forgotten = progress.place;
    },
    placeIn: (workspace) => workspaces.get(workspace)?.place ?? 0,
    after(workspace, topic, since) {
      const tail = tails.get(keyOf(workspace, topic));
      if (since < (tail?.forgotten ?? workspaces.get(workspace)?.forgotten ?? 0)) return undefined;
      return tail?.events.filter(({ place }) => place > since) ?? [];
    },
  };
};

const keyOf = (workspace: string, topic: string): string => `${workspace} ${topic}`;
