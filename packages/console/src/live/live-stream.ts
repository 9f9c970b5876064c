import type { StreamOptions } from '@holdfast/client/follow-events';
import type { Followed, LiveNews } from '@holdfast/client/follow-live';
import type { Topic } from '@holdfast/protocol/live/topic';
import { createHintPace, type Timers } from './hint-pace.ts';

/**
 * `off`: nobody follows, or nobody looks. `lost`: the line broke and is opened again. `refused`: the server does not
 * let this page follow. Only while it is `following` a view may wait for what it is told.
 */
export type StreamState = 'off' | 'opening' | 'following' | 'lost' | 'refused';

/** Something shown that changes when one of its topics has an event. Of several with one key one is asked. */
export interface FollowedView {
  readonly key: string;
  readonly topics: readonly Topic[];
  readonly look: () => Promise<unknown>;
}

/** The one stream of live events that a page has: a browser has few connections. */
export interface LiveStream {
  /** From now on the view is told to look. Answers how to leave. */
  readonly join: (view: FollowedView) => () => void;
  readonly state: () => StreamState;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Whether somebody looks at this tab. */
export interface Sight {
  readonly isFocused: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface LiveStreamParts {
  readonly live: (
    followed: readonly Followed<Topic>[],
    options: StreamOptions,
  ) => AsyncGenerator<LiveNews<Topic>, void, void>;
  readonly sight: Sight;
  readonly timers: Timers;
}

const LOOK_EVERY_MS = 1_000;
/** From one page to the next nobody follows for a moment. */
const GRACE_MS = 1_000;
const REFUSED_PAUSE_MS = 60_000;

interface Line {
  readonly topics: ReadonlySet<Topic>;
  readonly leave: AbortController;
}

// oxlint-disable-next-line max-lines-per-function -- one line with one state, which each step changes
export const createLiveStream = ({ live, sight, timers }: LiveStreamParts): LiveStream => {
  const views = new Set<FollowedView>();
  const listeners = new Set<() => void>();
  const hinted = new Set<string>();
  let state: StreamState = 'off';
  let line: Line | undefined;
  let callOff: (() => void) | undefined;

  const become = (next: StreamState): void => {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener();
  };

  const lookSoon = createHintPace(
    () => {
      const byKey = new Map([...views].filter(isHinted).map((view) => [view.key, view]));
      hinted.clear();
      return Promise.all([...byKey.values()].map(({ look }) => look()));
    },
    LOOK_EVERY_MS,
    timers,
  );
  const isHinted = ({ topics }: FollowedView): boolean => topics.some(({ name }) => hinted.has(name));
  const hint = (names: Iterable<string>): void => {
    for (const name of names) hinted.add(name);
    lookSoon();
  };

  const follow = async ({ topics, leave: { signal } }: Line): Promise<void> => {
    const names = [...topics].map(({ name }) => name);
    const onConnection = (connection: 'open' | 'waiting'): void => {
      if (connection === 'waiting' && !signal.aborted) become('lost');
    };
    try {
      const followed = [...topics].map((topic) => ({ topic }));
      for await (const news of live(followed, { signal, onConnection })) {
        if (signal.aborted) return;
        if (news.news === 'following') become('following');
        hint(news.news === 'happened' ? [news.topic] : names);
      }
    } catch {
      // refused for good: whoever looks asks by itself, and says what it is told then
    }
    if (signal.aborted) return;
    line = undefined;
    become('refused');
    later(REFUSED_PAUSE_MS, reopen);
  };

  const close = (): void => {
    callOff?.();
    callOff = undefined;
    line?.leave.abort();
    line = undefined;
  };

  const later = (milliseconds: number, call: () => void): void => {
    callOff?.();
    callOff = timers.after(milliseconds, call);
  };

  const reopen = (): void => {
    close();
    const topics = new Set([...views].flatMap((view) => view.topics));
    if (topics.size === 0 || !sight.isFocused()) return become('off');
    become('opening');
    line = { topics, leave: new AbortController() };
    void follow(line);
  };

  sight.subscribe(() => {
    if (!sight.isFocused() || line === undefined) reopen();
  });

  return {
    join: (view) => {
      views.add(view);
      if (line === undefined || view.topics.some((topic) => line?.topics.has(topic) !== true)) reopen();
      return () => {
        views.delete(view);
        if (views.size === 0) later(GRACE_MS, () => (views.size === 0 ? reopen() : undefined));
      };
    },
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
