import { followTopics } from '@holdfast/protocol/live/follow-topics';
import type { LiveEvent, Topic } from '@holdfast/protocol/live/topic';
import { followEvents, type StreamOptions } from './follow-events.ts';
import type { ClientSettings } from './settings.ts';

/** A topic, and what it is about where it is about one thing. */
export interface Followed<T extends Topic> {
  readonly topic: T;
  readonly id?: string;
}

export type LiveNews<T extends Topic> =
  /** From here on nothing is missed: whoever shows something loads it now. */
  | { readonly news: 'following' }
  /** Something may have been missed of these topics: load anew what you show. */
  | { readonly news: 'missed'; readonly topics: readonly string[] }
  | ({ readonly news: 'happened'; readonly topic: string } & LiveEvent<T>);

/** Follows topics as one stream. Events that this client does not know are passed over. */
export const followLive = async function* <T extends Topic>(
  settings: ClientSettings,
  followed: readonly Followed<T>[],
  options: StreamOptions,
): AsyncGenerator<LiveNews<T>, void, void> {
  const byKey = new Map(
    followed.map(({ topic, id }) => [id === undefined ? topic.name : `${topic.name}:${id}`, topic]),
  );
  const query = { topics: [...byKey.keys()].join(',') };
  for await (const { event, data } of followEvents(settings, followTopics, { query }, options)) {
    if (event === 'following') yield { news: 'following' };
    else if (event === 'missed') yield { news: 'missed', topics: data.topics };
    else if (Object.hasOwn(byKey.get(data.topic)?.events ?? {}, data.event))
      yield { news: 'happened', topic: data.topic, event: data.event, data: data.data } as LiveNews<T>;
  }
};
