import { type QueryKey, focusManager, hashKey } from '@tanstack/react-query';
import type { Client } from '@holdfast/client/client';
import type { Topic } from '@holdfast/protocol/live/topic';
import { createContext, use, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { createLiveStream, type LiveStream, type StreamState } from './live-stream.ts';

export const LiveStreamContext = createContext<LiveStream | undefined>(undefined);

/** The stream of this page, closed while its tab is hidden. */
export const liveStreamOf = (holdfast: Client): LiveStream =>
  createLiveStream({
    live: holdfast.live,
    sight: {
      isFocused: () => focusManager.isFocused(),
      subscribe: (listener) => focusManager.subscribe(listener),
    },
    timers: {
      now: () => performance.now(),
      after: (milliseconds, call) => {
        const timer = setTimeout(call, milliseconds);
        return () => clearTimeout(timer);
      },
    },
  });

const useLiveStream = (): LiveStream => {
  const stream = use(LiveStreamContext);
  if (stream === undefined) throw new Error('no LiveStreamContext above');
  return stream;
};

/** How the stream is, for one who follows topics. */
export const useStreamState = (topics: readonly Topic[]): StreamState => {
  const stream = useLiveStream();
  const state = useSyncExternalStore(stream.subscribe, stream.state);
  return topics.length === 0 ? 'off' : state;
};

/** Follows topics while the caller is shown: `look` is called when one of them tells of something. */
export const useFollowed = (key: QueryKey, topics: readonly Topic[], look: () => Promise<unknown>): void => {
  const stream = useLiveStream();
  const hash = hashKey(key);
  const latest = useEffectEvent(look);
  useEffect(
    () => (topics.length === 0 ? undefined : stream.join({ key: hash, topics, look: () => latest() })),
    [stream, hash, topics],
  );
};
