import type { NewDecision } from '@holdfast/protocol/decisions/decisions';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { z } from 'zod';
import { openIfReadable } from '../../../platform/crypto/open-if-readable.ts';
import type { SecretBox } from '../../../platform/crypto/secret-box.ts';
import type { Write } from '../../../platform/database/transaction.ts';
import type { WebhookTarget, WebhookTargets } from '../../../platform/outbox/webhooks/targets.ts';
import { OUTCOME_EVENT } from '../events.ts';
import type { DecisionsParts } from '../parts.ts';
import { BY_ITSELF } from '../step.ts';
import { insertCallback, listCallbacks, type StoredCallback } from './store.ts';

type Callback = NonNullable<z.output<typeof NewDecision>['callback']>;

/** In the row of another decision it does not open. */
const contextOf = (workspace: WorkspaceId, id: DecisionId): string => `callback of decision ${id} of ${workspace}`;

/** Nothing is signed with it, so nothing is sent, and the decision says why. */
const UNREADABLE = '';

export const keepCallback = (tx: Write, secrets: SecretBox, id: DecisionId, { url, secret }: Callback): Promise<void> =>
  insertCallback(tx, { decision_id: id, url, sealed_secret: secrets.seal(secret, contextOf(tx.workspace, id)) });

/** What the outbox asks: each callback wants the outcome of its decision, and is called like it. That the asker was told is part of the trail. */
export const callbackTargets = ({ secrets, audit }: Pick<DecisionsParts, 'secrets' | 'audit'>): WebhookTargets => ({
  async of(tx, type, objects) {
    if (type !== OUTCOME_EVENT) return [];
    return (await listCallbacks(tx, objects)).map((callback) => toTarget(secrets, tx.workspace, callback));
  },
  async ended(tx, { id, object }, { isTaken, attempts, status = null }) {
    if (id !== object) return;
    await audit.add(tx, {
      ...BY_ITSELF,
      action: isTaken ? 'decision.callback_delivered' : 'decision.callback_failed',
      object: { kind: 'decision', id },
      facts: { attempts, status },
    });
  },
});

const toTarget = (
  secrets: SecretBox,
  workspace: WorkspaceId,
  { decision_id: id, url, sealed_secret }: StoredCallback,
): WebhookTarget => {
  const secret = openIfReadable(secrets, sealed_secret, contextOf(workspace, id)) ?? UNREADABLE;
  return { id, object: id, url, secrets: [secret] };
};
