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
import { composeLive, LiveMessage, topicNameOf } from './live-message.ts';
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
  /** The same for an event that was composed before, perhaps by an earlier version. */
  pass(workspace: WorkspaceId, message: LiveMessage): Promise<void>;
  /** What happens from now on, or behind an event that is still remembered. */
  follow(following: Following): AsyncGenerator<Streamed, void, void>;
}

export interface LiveParts {
  readonly bus: Bus;
  readonly metrics: Metrics;
  readonly makeId: MakeId;
  readonly log: Log;
}

const CHANNEL = 'live';

const Told = LiveMessage.extend({ workspace: z.string() });

export const createLive = ({ bus, metrics, makeId, log }: LiveParts): Live => {
  const remembered = createRemembered(makeId);
  const followers = createFollowers();

  const hear = (text: string): void => {
    const message = Told.safeParse(JSON.parse(text));
    if (message.success) followers.tell(remembered.add(message.data, text.length));
    else log.warn({ error: message.error }, 'Another node told of something that this version does not understand.');
  };
  bus.subscribe(CHANNEL, hear, () => {
    remembered.forget();
    followers.tellMissed();
  });

  const pass = async (workspace: WorkspaceId, message: LiveMessage): Promise<void> => {
    metrics.count('holdfast_live_events_total', { topic: topicNameOf(message) });
    await bus.publish(CHANNEL, JSON.stringify({ workspace, ...message }));
  };

  return {
    publish: async (workspace, topic, event, id) => pass(workspace, composeLive(topic, event, id)),
    pass,

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
