import type { EventOf } from '@holdfast/protocol/contract';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { followTopics } from '@holdfast/protocol/live/follow-topics';
import type { LiveEvent, Topic } from '@holdfast/protocol/live/topic';
import { z } from 'zod';
import type { Bus } from '../ephemeral-port.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { createFollowers } from './followers.ts';
import { createTails, type Heard } from './tails.ts';

type Streamed = EventOf<typeof followTopics>;

export interface Following {
  readonly workspace: WorkspaceId;
  /** Names of topics, with the id of what they are about where they are about one thing. */
  readonly topics: readonly string[];
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
}

export interface Live {
  /**
   * Tells everybody in the workspace who follows the topic, on every node. It is a hint to look again, told after the
   * commit: whoever does not hear it has lost nothing that was stored.
   */
  publish<const T extends Topic>(workspace: WorkspaceId, topic: T, event: LiveEvent<T>, id?: string): Promise<void>;
  /** What happens from now on, or behind an event that is still remembered. */
  follow(following: Following): AsyncGenerator<Streamed, void, void>;
}

export interface LiveParts {
  readonly bus: Bus;
  readonly metrics: Metrics;
  readonly makeId: MakeId;
  readonly log: Log;
}

/** Larger things are told of by their id. */
const MOST_BYTES = 16 * 1024;
const CHANNEL = 'live';

const Message = z.object({
  workspace: z.string(),
  topic: z.string(),
  event: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** `imports:{id}` for a topic that is about one thing. */
export const topicKey = ({ name, scope }: Topic, id: string | undefined): string => {
  if ((scope === 'of-one') !== (id !== undefined))
    throw new Error(`The topic ${name} is ${scope === 'of-one' ? 'about one thing: name it' : 'not about one thing'}`);
  return id === undefined ? name : `${name}:${id}`;
};

export const createLive = ({ bus, metrics, makeId, log }: LiveParts): Live => {
  const tails = createTails();
  const followers = createFollowers();
  // places are this process's own: an id of another one is told that it may have missed something
  const here = makeId();

  bus.subscribe(CHANNEL, (text) => {
    const message = Message.safeParse(JSON.parse(text));
    if (message.success) followers.tell(tails.add(message.data, text.length));
    else log.warn({ error: message.error }, 'Another node told of something that this version does not understand.');
  });

  const idOf = (place: number): string => `${here}.${place}`;
  const placeOf = (id: string): number | undefined => {
    const [process, place = ''] = id.split('.');
    return process === here && /^\d{1,15}$/.test(place) ? Number(place) : undefined;
  };
  const since = (workspace: string, topics: readonly string[], lastEventId: string | undefined) => {
    if (lastEventId === undefined) return { missed: [], events: [] };
    const place = placeOf(lastEventId);
    const found = topics.map((topic) => (place === undefined ? undefined : tails.after(workspace, topic, place)));
    return {
      missed: topics.filter((_, index) => found[index] === undefined),
      events: found.flatMap((events) => events ?? []).toSorted((one, other) => one.place - other.place),
    };
  };

  return {
    async publish(workspace, topic, { event, data }, id) {
      const schema = topic.events[event];
      if (schema === undefined) throw new Error(`The topic ${topic.name} has no event ${event}`);
      const told = { workspace, topic: topicKey(topic, id), event, data: schema.parse(data) };
      const text = JSON.stringify(told);
      const bytes = Buffer.byteLength(text);
      if (bytes > MOST_BYTES) throw new Error(`A live event of ${bytes} bytes is too large: tell of it by its id`);
      metrics.count('holdfast_live_events_total', { topic: topic.name });
      await bus.publish(CHANNEL, text);
    },

    async *follow({ workspace, topics, lastEventId, signal }) {
      const follower = followers.join(workspace, new Set(topics));
      try {
        const place = tails.placeIn(workspace);
        const { missed, events } = since(workspace, topics, lastEventId);
        for (const heard of events) yield toEvent(idOf(heard.place), heard);
        if (missed.length > 0) yield { id: idOf(place), event: 'missed', data: { topics: missed } };
        yield { id: idOf(place), event: 'following', data: { topics: [...topics] } };
        while (!signal.aborted) {
          await follower.more(signal);
          const last = tails.placeIn(workspace);
          const unread = follower.take();
          if (unread === undefined) yield { id: idOf(last), event: 'missed', data: { topics: [...topics] } };
          for (const heard of unread ?? []) yield toEvent(idOf(heard.place), heard);
        }
      } finally {
        follower.leave();
      }
    },
  };
};

const toEvent = (id: string, { topic, event, data }: Heard): Streamed => ({
  id,
  event: 'happened',
  data: { topic, event, data },
});
