import { patternsOf, TEST_EVENT } from '@holdfast/protocol/webhooks/event-types';
import { EVENTS } from '@holdfast/protocol/telemetry/events';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { afterCommit } from '../../platform/database/after-commit.ts';
import type { WebhookTarget, WebhookTargets } from '../../platform/outbox/webhooks/targets.ts';
import type { WebhooksParts } from './parts.ts';
import { openSecret } from './secret.ts';
import { disableGone, listByIds, listWanting, type StoredWebhook } from './store.ts';

type Parts = Pick<WebhooksParts, 'audit' | 'log' | 'secrets'>;

/** Nothing is signed with it, so nothing is sent, and the log of deliveries says why. */
const UNREADABLE = '';

/** What the outbox asks: who is told of what, where, and signed with what. */
export const createTargets = ({ audit, log, secrets }: Parts): WebhookTargets => {
  const toTarget = (workspace: WorkspaceId, webhook: StoredWebhook): WebhookTarget => {
    const { id, url, sealed_secret: now, sealed_earlier_secret: before } = webhook;
    const open = (sealed: string) => openSecret(secrets, sealed, { workspace, id });
    const earlier = before === null ? undefined : open(before);
    return { id, url, secrets: [open(now) ?? UNREADABLE, ...(earlier === undefined ? [] : [earlier])] };
  };

  return {
    async of(tx, type, objects) {
      if (type === TEST_EVENT) {
        const tested = await listByIds(tx, objects);
        return tested.map((webhook) => ({ ...toTarget(tx.workspace, webhook), object: webhook.id, once: true }));
      }
      const patterns = patternsOf(type);
      if (patterns.length === 0) return [];
      return (await listWanting(tx, patterns)).map((webhook) => toTarget(tx.workspace, webhook));
    },

    async gone(tx, { id, url }) {
      if (!(await disableGone(tx, id, url))) return;
      const actor = { kind: 'system', id: null } as const;
      await audit.add(tx, { action: 'webhook.gone', actor, object: { kind: 'webhook', id } });
      afterCommit(tx, () => log.warn({ event: 'webhook_gone', target: id }, EVENTS.webhook_gone.means));
    },
  };
};
