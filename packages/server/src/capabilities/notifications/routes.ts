import {
  getBatch,
  listBatches,
  listBatchRecipients,
  retryBatch,
  sendNotifications,
} from '@holdfast/protocol/notifications/batches';
import {
  countNotifications,
  listNotifications,
  readAllNotifications,
  readNotification,
} from '@holdfast/protocol/notifications/notifications';
import {
  changeNotificationPreferences,
  getNotificationPreferences,
} from '@holdfast/protocol/notifications/preferences';
import { on, type Endpoint } from '../../platform/http/endpoint.ts';
import * as looking from './batches/looking.ts';
import { retry } from './batches/retry.ts';
import { send } from './batches/send.ts';
import * as inbox from './inbox/inbox.ts';
import type { NotificationsParts } from './parts.ts';
import * as preferences from './preferences/preferences.ts';

export const notificationRoutes = (parts: NotificationsParts): readonly Endpoint[] => [
  on(listNotifications, (ctx, { query }) => inbox.list(ctx, query)),
  on(countNotifications, (ctx) => inbox.count(ctx)),
  on(readNotification, (ctx, { params }) => inbox.read(parts, ctx, params.notification_id)),
  on(readAllNotifications, (ctx, { body }) => inbox.readAll(parts, ctx, body.through)),
  on(getNotificationPreferences, (ctx) => preferences.find(parts, ctx)),
  on(changeNotificationPreferences, (ctx, { body }) => preferences.change(parts, ctx, body)),
  on(sendNotifications, (ctx, { body }) => send(parts, ctx, body)),
  on(listBatches, (ctx, { query }) => looking.list(parts, ctx, query)),
  on(getBatch, (ctx, { params }) => looking.find(parts, ctx, params.batch_id)),
  on(listBatchRecipients, (ctx, { params, query }) => looking.listRecipients(ctx, params.batch_id, query)),
  on(retryBatch, (ctx, { params }) => retry(parts, ctx, params.batch_id)),
];
