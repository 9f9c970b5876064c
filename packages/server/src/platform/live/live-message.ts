import type { LiveEvent, Topic } from '@holdfast/protocol/live/topic';
import { z } from 'zod';

/** A live event as it goes from node to node, but for its workspace. */
export const LiveMessage = z.object({
  topic: z.string(),
  event: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type LiveMessage = z.infer<typeof LiveMessage>;

/** Larger things are told of by their id. */
const MOST_BYTES = 16 * 1024;

/** Held against the topic's schema; `id` is what it is about, for a topic that is about one thing. */
export const composeLive = <const T extends Topic>(
  topic: T,
  { event, data }: LiveEvent<T>,
  id: string | undefined,
): LiveMessage => {
  const schema = topic.events[event];
  if (schema === undefined) throw new Error(`The topic ${topic.name} has no event ${event}`);
  const message = { topic: topicKey(topic, id), event, data: schema.parse(data) };
  const bytes = Buffer.byteLength(JSON.stringify(message));
  if (bytes > MOST_BYTES) throw new Error(`A live event of ${bytes} bytes is too large: tell of it by its id`);
  return message;
};

/** `imports:{id}` for a topic that is about one thing. */
export const topicKey = ({ name, scope }: Topic, id: string | undefined): string => {
  if ((scope === 'of-one') !== (id !== undefined))
    throw new Error(`The topic ${name} is ${scope === 'of-one' ? 'about one thing: name it' : 'not about one thing'}`);
  return id === undefined ? name : `${name}:${id}`;
};

export const topicNameOf = ({ topic }: LiveMessage): string => topic.split(':')[0] ?? topic;
