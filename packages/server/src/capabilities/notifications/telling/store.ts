import type { PrincipalId } from '@holdfast/protocol/ids';
import type { NotificationId } from '@holdfast/protocol/notifications/ids';
import type { NotificationTopic } from '@holdfast/protocol/notifications/topics';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import { MOST_MAILS, MOST_UNREAD, type Load } from './load.ts';

export type MailState = 'waiting' | 'sent' | 'failed' | 'skipped' | 'held';

export interface NewNotification {
  readonly id: string;
  readonly member: PrincipalId;
  readonly topic: NotificationTopic;
  readonly cause: string;
  readonly title: string;
  readonly text: string;
  readonly path: string | null;
  readonly object: string | null;
  readonly shown: boolean;
  readonly mail: MailState | null;
}

/** As far as it matters: no further than to what is too much. */
export const readLoads = async (tx: Read, members: readonly PrincipalId[]): Promise<Map<PrincipalId, Load>> => {
  const rows = await tx.many(sql<{ member: PrincipalId; unread: number; mailed: number }>`
    select m.id as member,
           (select count(*) from (
              select from notifications.notifications n
               where n.workspace_id = ${tx.workspace} and n.member_id = m.id and n.shown and n.read_at is null
               limit ${MOST_UNREAD}) u) as unread,
           (select count(*) from (
              select from notifications.notifications n
               where n.workspace_id = ${tx.workspace} and n.member_id = m.id and n.mail is not null and n.mail <> 'held'
                 and n.created_at > holdfast.now() - interval '1 hour'
               limit ${MOST_MAILS}) l) as mailed
      from unnest(${[...members]}::uuid[]) as m (id)`);
  return new Map(rows.map(({ member, unread, mailed }) => [member, { unread, mailedLately: mailed }]));
};

export interface Written {
  readonly id: NotificationId;
  readonly member: PrincipalId;
  readonly topic: NotificationTopic;
  readonly shown: boolean;
  readonly mail: MailState | null;
}

/** Those that were not there: whoever was told for this cause is not told again. */
export const insertNotifications = async (tx: Write, many: readonly NewNotification[]): Promise<Written[]> => {
  if (many.length === 0) return [];
  const column = <Key extends keyof NewNotification>(key: Key): NewNotification[Key][] => many.map((one) => one[key]);
  return tx.many(sql<Written>`
    insert into notifications.notifications as n
      (workspace_id, id, member_id, topic, cause, title, text, path, object_id, shown, mail)
    select ${tx.workspace}, w.*
      from unnest(${column('id')}::uuid[], ${column('member')}::uuid[], ${column('topic')}::text[], ${column('cause')}::text[],
                  ${column('title')}::text[], ${column('text')}::text[], ${column('path')}::text[], ${column('object')}::uuid[],
                  ${column('shown')}::boolean[], ${column('mail')}::text[])
             as w (id, member_id, topic, cause, title, text, path, object_id, shown, mail)
    on conflict (workspace_id, member_id, cause) do nothing
    returning n.id, n.member_id as member, n.topic, n.shown, n.mail`);
};

/** Whose inboxes are others now. */
export const settleObjects = async (tx: Write, objects: readonly string[]): Promise<PrincipalId[]> =>
  (
    await tx.many(sql<{ member: PrincipalId }>`
      update notifications.notifications n set read_at = holdfast.now()
       where n.workspace_id = ${tx.workspace} and n.object_id = any (${[...objects]}::uuid[]) and n.read_at is null
      returning n.member_id as member`)
  ).map(({ member }) => member);

export interface ToMail {
  readonly member: PrincipalId;
  readonly topic: NotificationTopic;
  readonly title: string;
  readonly text: string;
  readonly path: string | null;
  readonly mail: MailState | null;
  readonly is_read: boolean;
}

export const findToMail = (tx: Read, id: NotificationId): Promise<ToMail | undefined> =>
  tx.maybe(sql<ToMail>`
    select n.member_id as member, n.topic, n.title, n.text, n.path, n.mail, n.read_at is not null as is_read
      from notifications.notifications n where n.workspace_id = ${tx.workspace} and n.id = ${id}`);

export const setMail = async (
  tx: Write,
  id: NotificationId,
  { mail, reason }: { readonly mail: MailState; readonly reason: string | undefined },
): Promise<void> => {
  await tx.run(sql`
    update notifications.notifications set mail = ${mail}, mail_reason = ${reason ?? null}
     where workspace_id = ${tx.workspace} and id = ${id}`);
};
