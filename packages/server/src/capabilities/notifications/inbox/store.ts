import type { PrincipalId } from '@holdfast/protocol/ids';
import type { NotificationId } from '@holdfast/protocol/notifications/ids';
import { MOST_COUNTED_UNREAD } from '@holdfast/protocol/notifications/limits';
import type { Notification } from '@holdfast/protocol/notifications/notifications';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';

const SHOWN = sql`n.id, n.topic, n.title, n.text, n.path, n.created_at, n.read_at`;

export interface InboxFilter {
  readonly state: 'all' | 'unread' | 'read';
  readonly topic: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** One more than the page has. */
export const listOf = (
  tx: Read,
  member: PrincipalId,
  { state, topic, after, limit }: InboxFilter,
): Promise<Notification[]> =>
  tx.many(sql<Notification>`
    select ${SHOWN} from notifications.notifications n
     where n.workspace_id = ${tx.workspace} and n.member_id = ${member} and n.shown ${IN_STATE[state]}
       and (${topic ?? null}::text is null or n.topic = ${topic ?? null})
       and (${after ?? null}::uuid is null or n.id < ${after ?? null}::uuid)
     order by n.id desc limit ${limit + 1}`);

const IN_STATE = {
  all: sql``,
  unread: sql`and n.read_at is null`,
  read: sql`and n.read_at is not null`,
};

export const countUnread = async (tx: Read, member: PrincipalId): Promise<number> =>
  (
    await tx.one(sql<{ unread: number }>`
      select count(*) as unread from (
        select from notifications.notifications n
         where n.workspace_id = ${tx.workspace} and n.member_id = ${member} and n.shown and n.read_at is null
         limit ${MOST_COUNTED_UNREAD}) u`)
  ).unread;

/** What was read before was read then. */
export const markRead = (tx: Write, member: PrincipalId, id: NotificationId): Promise<Notification | undefined> =>
  tx.maybe(sql<Notification>`
    update notifications.notifications n set read_at = coalesce(n.read_at, holdfast.now())
     where n.workspace_id = ${tx.workspace} and n.member_id = ${member} and n.id = ${id} and n.shown
    returning ${SHOWN}`);

export const markAllRead = (tx: Write, member: PrincipalId, through: NotificationId | undefined): Promise<number> =>
  tx.run(sql`
    update notifications.notifications n set read_at = holdfast.now()
     where n.workspace_id = ${tx.workspace} and n.member_id = ${member} and n.shown and n.read_at is null
       and (${through ?? null}::uuid is null or n.id <= ${through ?? null}::uuid)`);
