import { followTopics } from '@holdfast/protocol/live/follow-topics';
import type { Topic } from '@holdfast/protocol/live/topic';
import { fail } from '../failure.ts';
import type { Principal } from '../http/context.ts';
import { on, type Endpoint } from '../http/endpoint.ts';
import type { Live } from './live.ts';

/** The one stream for a console: a browser has few connections. Each topic is authorised by itself. */
export const liveEndpoint = (live: Live, catalogue: readonly Topic[]): Endpoint =>
  on(followTopics, async ({ principal, workspace, signal }, { query, lastEventId }) => {
    const topics = [...new Set(query.topics.split(','))];
    for (const key of topics) authorise(principal, topicOf(key, catalogue));
    return live.follow({ workspace, topics, lastEventId, signal });
  });

const topicOf = (key: string, catalogue: readonly Topic[]): Topic => {
  const [name, id] = key.split(':');
  const topic = catalogue.find((one) => one.name === name) ?? refuse(key, 'there is no such topic');
  if (topic.scope === 'of-one' && id === undefined) refuse(key, `write ${key}:{id}: it is about one thing`);
  if (topic.scope === 'all' && id !== undefined) refuse(key, 'it is not about one thing: leave the id out');
  return topic;
};

const refuse = (key: string, why: string): never =>
  fail('invalid', {
    detail: `The topic ${key} cannot be followed: ${why}.`,
    fields: [{ pointer: '/query/topics', code: 'unknown_topic', detail: `has ${key}: ${why}` }],
  });

const authorise = ({ permissions }: Principal, { name, permission }: Topic): void => {
  if (!permissions.has(permission))
    fail('forbidden', { detail: `Following the topic ${name} needs the permission ${permission}.` });
};
