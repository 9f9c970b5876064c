import type { Input } from '@holdfast/protocol/contract';
import type { listBatches, listBatchRecipients, NotificationBatch } from '@holdfast/protocol/notifications/batches';
import type { BatchId } from '@holdfast/protocol/notifications/ids';
import { MOST_RECIPIENTS } from '@holdfast/protocol/notifications/limits';
import { z } from 'zod';
import { fail } from '../../../platform/failure.ts';
import type { Context } from '../../../platform/http/context.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import type { NotificationsParts } from '../parts.ts';
import * as store from './store.ts';
import { toBatch, toBatches } from './to-batch.ts';

const LIST = 'notifications.batches';
const RECIPIENTS = 'notifications.recipients';
const Place = z.tuple([z.uuid()]);
const Number = z.tuple([z.int().min(1).max(MOST_RECIPIENTS)]);

export const list = (
  parts: NotificationsParts,
  { db }: Context,
  { limit, cursor }: Input<typeof listBatches>['query'],
) =>
  db.read(async (tx) => {
    const [after] = decodeCursor(LIST, Place, cursor) ?? [];
    const found = await store.listStored(tx, { limit, after });
    const page = toPage(found, { list: LIST, limit, keyOf: ({ id }) => [id] });
    return { ...page, items: await toBatches(tx, parts, page.items) };
  });

export const find = (parts: NotificationsParts, { db }: Context, id: BatchId): Promise<NotificationBatch> =>
  db.read(async (tx) => toBatch(tx, parts, (await store.findBatch(tx, id)) ?? fail('not_found')));

export const listRecipients = (
  { db }: Context,
  id: BatchId,
  { limit, cursor, status }: Input<typeof listBatchRecipients>['query'],
) =>
  db.read(async (tx) => {
    if ((await store.findBatch(tx, id)) === undefined) fail('not_found');
    const [after] = decodeCursor(RECIPIENTS, Number, cursor) ?? [];
    const found = await store.listStoredRecipients(tx, id, { status, after, limit });
    return toPage(found, { list: RECIPIENTS, limit, keyOf: ({ number }) => [number] });
  });
