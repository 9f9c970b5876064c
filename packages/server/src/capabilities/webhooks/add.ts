import type { Input } from '@holdfast/protocol/contract';
import { WebhookId } from '@holdfast/protocol/webhooks/ids';
import { MOST_WEBHOOKS, type addWebhook, type WebhookWithSecret } from '@holdfast/protocol/webhooks/webhooks';
import { doneBy } from '../../platform/audit/act.ts';
import { fail } from '../../platform/failure.ts';
import type { Context } from '../../platform/http/context.ts';
import { memberOrKey } from '../../platform/http/member-or-key.ts';
import type { WebhooksParts } from './parts.ts';
import { makeSecret } from './secret.ts';
import { countWebhooksAlone, insertWebhook } from './store.ts';
import { toWebhook } from './to-webhook.ts';
import { aWebhook } from './acts.ts';

export const add = (
  parts: WebhooksParts,
  ctx: Context,
  body: Input<typeof addWebhook>['body'],
): Promise<WebhookWithSecret> => {
  const id = WebhookId.parse(parts.makeId());
  const { plain, sealed } = makeSecret(parts.secrets, { workspace: ctx.workspace, id });
  const actor = memberOrKey(ctx.principal);
  return ctx.db.write(async (tx) => {
    if ((await countWebhooksAlone(tx)) >= MOST_WEBHOOKS)
      fail('conflict', { detail: `A workspace has at most ${MOST_WEBHOOKS} webhooks. Remove one first.` });
    const stored = await insertWebhook(tx, { ...body, id, sealedSecret: sealed, actor });
    const facts = { origin: new URL(body.url).origin, events: body.events };
    await parts.audit.add(tx, { ...doneBy(ctx), action: 'webhook.added', object: aWebhook(id), facts });
    return { ...(await toWebhook(tx, parts, stored)), secret: plain };
  });
};
