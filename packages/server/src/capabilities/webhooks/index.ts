import type { Capability } from '../../platform/capability.ts';
import type { WebhookTargets } from '../../platform/outbox/webhooks/targets.ts';
import type { WebhooksParts } from './parts.ts';
import { webhookRoutes } from './routes.ts';
import { createTargets } from './targets.ts';

export interface Webhooks extends Capability {
  /** For the outbox, which sends. */
  readonly targets: WebhookTargets;
}

/** Where workspaces are told of events, and the log of what was sent there. */
export const createWebhooks = (parts: WebhooksParts): Webhooks => ({
  endpoints: webhookRoutes(parts),
  targets: createTargets(parts),
});
