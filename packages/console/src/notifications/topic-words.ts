import type { Channel, NotificationTopic } from '@holdfast/protocol/notifications/topics';

interface TopicWords {
  readonly label: string;
  /** As a sentence to whoever is told. */
  readonly means: string;
}

export const TOPIC_WORDS: Readonly<Record<NotificationTopic, TopicWords>> = {
  decision_urgent: { label: 'Urgent decisions', means: 'One of high or critical priority waits that you may decide.' },
  decision_waits: { label: 'Other decisions', means: 'One of low or medium priority waits that you may decide.' },
  decision_yours: {
    label: 'Your decisions',
    means: 'One was handed to you, or came back to you, who asked for it.',
  },
  message: { label: 'Messages', means: 'Somebody of the workspace wrote to you.' },
};

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = { in_app: 'Here', email: 'By e-mail' };
