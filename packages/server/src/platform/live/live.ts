import type { EventOf } from '@holdfast/protocol/contract';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { followTopics } from '@holdfast/protocol/live/follow-topics';
import type { LiveEvent, Topic } from '@holdfast/protocol/live/topic';
import { z } from 'zod';
import type { Bus } from '../ephemeral/ephemeral.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { createFollowers } from './followers.ts';
import { createRemembered } from './remembered.ts';
import type { Heard } from './tails.ts';

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
  const remembered = createRemembered(makeId);
  const followers = createFollowers();

  const hear = (text: string): void => {
    const message = Message.safeParse(JSON.parse(text));
    if (message.success) followers.tell(remembered.add(message.data, text.length));
    else log.warn({ error: message.error }, 'Another node told of something that this version does not understand.');
  };
  bus.subscribe(CHANNEL, hear, () => {
    remembered.forget();
    followers.tellMissed();
  });

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
        const id = remembered.idOf(remembered.placeIn(workspace));
        const { missed, events } = remembered.since(workspace, topics, lastEventId);
        for (const heard of events) yield toEvent(remembered.idOf(heard.place), heard);
        if (missed.length > 0) yield { id, event: 'missed', data: { topics: [...missed] } };
        yield { id, event: 'following', data: { topics: [...topics] } };
        while (!signal.aborted) {
          await follower.more(signal);
          const last = remembered.idOf(remembered.placeIn(workspace));
          const unread = follower.take();
          if (unread === undefined) yield { id: last, event: 'missed', data: { topics: [...topics] } };
          for (const heard of unread ?? []) yield toEvent(remembered.idOf(heard.place), heard);
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
