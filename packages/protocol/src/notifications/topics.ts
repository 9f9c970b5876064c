import { z } from 'zod';

export const CHANNELS = ['in_app', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

interface Topic {
  readonly means: string;
  /** What holds for a member who has said nothing of it. */
  readonly usual: Readonly<Record<Channel, boolean>>;
}

/** What a member may be told of, and on which ways without having said so. */
export const NOTIFICATION_TOPICS = {
  decision_waits: {
    means: 'A decision of low or medium priority waits that the member may decide.',
    usual: { in_app: true, email: false },
  },
  decision_urgent: {
    means: 'A decision of high or critical priority waits that the member may decide.',
    usual: { in_app: true, email: true },
  },
  decision_yours: {
    means: 'A decision was handed to the member, or came back to them, who asked for it.',
    usual: { in_app: true, email: true },
  },
  message: { means: 'Somebody of the workspace sent a message.', usual: { in_app: true, email: true } },
} as const satisfies Readonly<Record<string, Topic>>;

export type NotificationTopic = keyof typeof NOTIFICATION_TOPICS;

export const TOPIC_NAMES = Object.keys(NOTIFICATION_TOPICS) as [NotificationTopic, ...NotificationTopic[]];

export const NotificationTopic = z.enum(TOPIC_NAMES).describe(
  Object.entries(NOTIFICATION_TOPICS)
    .map(([name, { means }]) => `${name}: ${means}`)
    .join(' '),
);
