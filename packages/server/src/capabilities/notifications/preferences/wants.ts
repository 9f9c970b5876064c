import type { PrincipalId } from '@holdfast/protocol/ids';
import { NOTIFICATION_TOPICS, type Channel, type NotificationTopic } from '@holdfast/protocol/notifications/topics';
import type { Said } from './store.ts';

export type Wants = (member: PrincipalId, topic: NotificationTopic, channel: Channel) => boolean;

/** What each member wants: what they have said, and else what is usual. */
export const wantsOf = (said: readonly Said[]): Wants => {
  const known = new Map(said.map((one) => [keyOf(one.member_id, one.topic, one.channel), one.wanted]));
  return (member, topic, channel) =>
    known.get(keyOf(member, topic, channel)) ?? NOTIFICATION_TOPICS[topic].usual[channel];
};

const keyOf = (member: PrincipalId, topic: NotificationTopic, channel: Channel): string =>
  `${member} ${topic} ${channel}`;
