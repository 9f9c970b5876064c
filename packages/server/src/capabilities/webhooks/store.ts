import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import type { Version } from '@holdfast/protocol/version';
import type { WebhookId } from '@holdfast/protocol/webhooks/ids';
import { sql } from 'kysely';
import { inTurn } from '../../platform/database/in-turn.ts';
import type { Read, Write } from '../../platform/database/transaction.ts';
import type { MemberOrKey } from '../../platform/http/member-or-key.ts';

export interface WebhookChoice {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
}

export interface StoredWebhook extends WebhookChoice {
  readonly id: WebhookId;
  readonly gone_at: Timestamp | null;
  readonly sealed_secret: string;
  readonly secret_set_at: Timestamp;
  /** Of one whose time is over there is none. */
  readonly sealed_earlier_secret: string | null;
  readonly earlier_secret_until: Timestamp | null;
  readonly actor_kind: 'member' | 'key';
  readonly actor_id: PrincipalId;
  readonly created_at: Timestamp;
  readonly version: Version;
}

const WEBHOOK = sql`
  w.id, w.name, w.url, w.events, w.enabled, w.gone_at, w.sealed_secret, w.secret_set_at,
  case when w.earlier_secret_until > holdfast.now() then w.sealed_earlier_secret end as sealed_earlier_secret,
  case when w.earlier_secret_until > holdfast.now() then w.earlier_secret_until end as earlier_secret_until,
  w.actor_kind, w.actor_id, w.created_at, w.version`;

/** One more than the page has. */
export const listWebhooks = (
  tx: Read,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<StoredWebhook[]> =>
  tx.many(sql<StoredWebhook>`
    select ${WEBHOOK} from webhooks.webhooks w
     where w.workspace_id = ${tx.workspace} and (${after ?? null}::uuid is null or w.id < ${after ?? null}::uuid)
     order by w.id desc limit ${limit + 1}`);

/** Those that are enabled and named one of these. */
export const listWanting = (tx: Read, patterns: readonly string[]): Promise<StoredWebhook[]> =>
  tx.many(sql<StoredWebhook>`
    select ${WEBHOOK} from webhooks.webhooks w
     where w.workspace_id = ${tx.workspace} and w.enabled and w.events && ${patterns}::text[] order by w.id`);

export const listByIds = (tx: Read, ids: readonly string[]): Promise<StoredWebhook[]> =>
  tx.many(sql<StoredWebhook>`
    select ${WEBHOOK} from webhooks.webhooks w where w.workspace_id = ${tx.workspace} and w.id = any (${ids}::uuid[])`);

export const findWebhook = (tx: Read, id: WebhookId): Promise<StoredWebhook | undefined> =>
  tx.maybe(sql<StoredWebhook>`
    select ${WEBHOOK} from webhooks.webhooks w where w.workspace_id = ${tx.workspace} and w.id = ${id}`);

/** While nobody else may change it. */
export const holdWebhook = (tx: Write, id: WebhookId): Promise<StoredWebhook | undefined> =>
  tx.maybe(sql<StoredWebhook>`
    select ${WEBHOOK} from webhooks.webhooks w where w.workspace_id = ${tx.workspace} and w.id = ${id} for update`);

/** Those who add webhooks do so one after the other, so that a workspace has no more than it may. */
export const countWebhooksAlone = async (tx: Write): Promise<number> => {
  await inTurn(tx, 'webhooks');
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*) as count from webhooks.webhooks where workspace_id = ${tx.workspace}`);
  return count;
};

export interface NewWebhook extends WebhookChoice {
  readonly id: WebhookId;
  readonly sealedSecret: string;
  readonly actor: MemberOrKey;
}

export const insertWebhook = (tx: Write, made: NewWebhook): Promise<StoredWebhook> =>
  tx.one(sql<StoredWebhook>`
    insert into webhooks.webhooks as w (workspace_id, id, name, url, events, enabled, sealed_secret, actor_kind, actor_id)
    values (${tx.workspace}, ${made.id}, ${made.name}, ${made.url}, ${made.events}::text[], ${made.enabled},
            ${made.sealedSecret}, ${made.actor.kind}, ${made.actor.id})
    returning ${WEBHOOK}`);

/** Whoever enables it says that its receiver is there. */
export const updateWebhook = (tx: Write, id: WebhookId, to: WebhookChoice): Promise<StoredWebhook> =>
  tx.one(sql<StoredWebhook>`
    update webhooks.webhooks as w
       set name = ${to.name}, url = ${to.url}, events = ${to.events}::text[], enabled = ${to.enabled},
           gone_at = case when ${to.enabled} then null else gone_at end, version = version + 1
     where w.workspace_id = ${tx.workspace} and w.id = ${id}
    returning ${WEBHOOK}`);

export interface Rotated {
  readonly sealedSecret: string;
  readonly overlapSeconds: number;
}

/** The secret of now is the one before, for as long as it is said. */
export const rotateSecret = (
  tx: Write,
  id: WebhookId,
  { sealedSecret, overlapSeconds }: Rotated,
): Promise<StoredWebhook> =>
  tx.one(sql<StoredWebhook>`
    update webhooks.webhooks as w
       set sealed_earlier_secret = case when ${overlapSeconds}::integer > 0 then sealed_secret end,
           earlier_secret_until =
             case when ${overlapSeconds}::integer > 0 then holdfast.now() + make_interval(secs => ${overlapSeconds}::integer) end,
           sealed_secret = ${sealedSecret}, secret_set_at = holdfast.now(), version = version + 1
     where w.workspace_id = ${tx.workspace} and w.id = ${id}
    returning ${WEBHOOK}`);

export const removeWebhook = async (tx: Write, id: WebhookId): Promise<boolean> =>
  (await tx.run(sql`delete from webhooks.webhooks where workspace_id = ${tx.workspace} and id = ${id}`)) > 0;

/** Unless it was given another address since. */
export const disableGone = async (tx: Write, id: string, url: string): Promise<boolean> =>
  (await tx.run(sql`
    update webhooks.webhooks set enabled = false, gone_at = holdfast.now(), version = version + 1
     where workspace_id = ${tx.workspace} and id = ${id} and url = ${url} and enabled`)) > 0;
