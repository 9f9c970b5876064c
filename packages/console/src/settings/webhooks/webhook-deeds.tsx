import {
  changeWebhook,
  removeWebhook,
  rotateWebhookSecret,
  testWebhook,
  type Webhook,
} from '@holdfast/protocol/webhooks/webhooks';
import { type Deed, deed } from '../../deeds/deed.ts';
import { ShownSecret } from './shown-secret.tsx';

const named = ({ id }: Webhook) => ({ params: { webhook_id: id } });

export const testing = (webhook: Webhook): Deed =>
  deed({
    act: 'Send a test',
    ask: (holdfast) => holdfast.bodyOf(testWebhook, named(webhook)),
    done: () => 'A test is on its way. What comes of it stands in the log within moments.',
  });

const switched = (webhook: Webhook, enabled: boolean): Deed =>
  deed({
    act: enabled ? 'Enable' : 'Disable',
    ask: (holdfast) =>
      holdfast.bodyOf(changeWebhook, { ...named(webhook), body: { enabled } }, { version: webhook.version }),
    done: () => (enabled ? `${webhook.name} is told from now on.` : `${webhook.name} is told nothing any more.`),
  });

/** Enables what is disabled, and the other way round. */
export const switching = (webhook: Webhook): Deed => switched(webhook, !webhook.enabled);

export const rotating = (webhook: Webhook, overlapSeconds: number, overlapWords: string): Deed =>
  deed({
    act: 'Rotate',
    ask: (holdfast) =>
      holdfast.bodyOf(
        rotateWebhookSecret,
        { ...named(webhook), body: { overlap_seconds: overlapSeconds } },
        { version: webhook.version },
      ),
    done: ({ secret }) => <ShownSecret secret={secret} />,
    question: {
      title: `A new secret for ${webhook.name}?`,
      keep: 'Leave it',
      sentence: `It is shown once. Messages are signed with the old one as well ${overlapWords}: give the new one to the receiver meanwhile.`,
    },
  });

export const removing = (webhook: Webhook): Deed =>
  deed({
    act: 'Remove',
    ask: (holdfast) => holdfast.call(removeWebhook, named(webhook)),
    done: () => `${webhook.name} is removed, and its secret is forgotten.`,
    question: {
      title: `Remove ${webhook.name}?`,
      keep: 'Keep it',
      sentence:
        'What waits for it is dropped, its log can be read no more, and its secret is forgotten. It cannot be taken back.',
    },
  });
