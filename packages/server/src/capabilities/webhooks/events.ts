import { TEST_EVENT } from '@holdfast/protocol/webhooks/event-types';
import { WebhookId } from '@holdfast/protocol/webhooks/ids';
import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/define-event.ts';

/** About a webhook itself, and told to nobody else. */
export const TESTED = defineEvent({
  type: TEST_EVENT,
  kind: 'webhook',
  data: z.strictObject({ webhook_id: WebhookId, text: z.string() }),
});
