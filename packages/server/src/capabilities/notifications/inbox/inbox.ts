import type { Input } from '@holdfast/protocol/contract';
import type { NotificationId } from '@holdfast/protocol/notifications/ids';
import type { listNotifications, Notification } from '@holdfast/protocol/notifications/notifications';
import { z } from 'zod';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { NotificationsParts } from '../parts.ts';
import { tellChanged } from '../told.ts';
import * as store from './store.ts';

const LIST = 'notifications';
const Place = z.tuple([z.uuid()]);

export const list = (
  { db, principal }: Context,
  { limit, cursor, ...filter }: Input<typeof listNotifications>['query'],
) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(LIST, Place, cursor) ?? [];
    const found = await store.listOf(tx, principal.id, { state: filter.state, topic: filter.topic, after, limit });
    return toPage(found, { list: LIST, limit, keyOf: ({ id }) => [id] });
  });

export const count = ({ db, principal }: Context): Promise<{ readonly unread: number }> =>
  db.read(async (tx) => ({ unread: await store.countUnread(tx, principal.id) }));

export const read = (
  parts: NotificationsParts,
  { db, principal }: Context,
  id: NotificationId,
): Promise<Notification> =>
  db.write(async (tx) => {
    const marked = (await store.markRead(tx, principal.id, id)) ?? fail('not_found');
    afterCommit(tx, () => tellChanged(parts, tx.workspace, [principal.id]));
    return marked;
  });

export const readAll = (
  parts: NotificationsParts,
  { db, principal }: Context,
  through: NotificationId | undefined,
): Promise<{ readonly unread: number }> =>
  db.write(async (tx) => {
    const marked = await store.markAllRead(tx, principal.id, through);
    if (marked > 0) afterCommit(tx, () => tellChanged(parts, tx.workspace, [principal.id]));
    return { unread: await store.countUnread(tx, principal.id) };
  });
