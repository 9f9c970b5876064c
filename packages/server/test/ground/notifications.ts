import type { BatchRecipient, NotificationBatch } from '@holdfast/protocol/notifications/batches';
import type { Notification } from '@holdfast/protocol/notifications/notifications';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Asked } from './ask.ts';
import { askAs, type Person } from './people.ts';
import type { TestSystem } from './system.ts';

export const NOTIFICATIONS = '/api/v1/notifications';
export const BATCHES = '/api/v1/notification-batches';

export const aMessage = {
  template: { subject: 'News for {{team}}', text: 'All is well,\n{{team}}.' },
  data: { team: 'you' },
};

/** What people do with notifications. */
export const notificationsOf = (system: TestSystem) => {
  const batch = async (admin: Person, { id }: Pick<NotificationBatch, 'id'>): Promise<NotificationBatch> =>
    (await askAs(system, admin, `GET ${BATCHES}/${id}`)).body as NotificationBatch;
  const send = (admin: Person, json: object, key: string = randomUUID()): Promise<Asked> =>
    askAs(system, admin, `POST ${NOTIFICATIONS}`, {
      json: { channel: 'email', ...aMessage, ...json },
      headers: { 'idempotency-key': key },
    });
  return {
    batch,
    send,
    async sent(admin: Person, json: object): Promise<NotificationBatch> {
      const answer = await send(admin, json);
      expect([answer.status, answer.text]).toEqual([202, answer.text]);
      return answer.body as NotificationBatch;
    },
    /** Once nobody of it waits. */
    async ended(admin: Person, one: Pick<NotificationBatch, 'id'>): Promise<NotificationBatch> {
      await expect.poll(async () => (await batch(admin, one)).ended_at, { timeout: 20_000 }).not.toBeNull();
      return batch(admin, one);
    },
    recipients: async (admin: Person, { id }: Pick<NotificationBatch, 'id'>, query = ''): Promise<BatchRecipient[]> =>
      ((await askAs(system, admin, `GET ${BATCHES}/${id}/recipients${query}`)).body as { items: BatchRecipient[] })
        .items,
    inbox: async (person: Person, query = ''): Promise<Notification[]> =>
      ((await askAs(system, person, `GET ${NOTIFICATIONS}${query}`)).body as { items: Notification[] }).items,
    unread: async (person: Person): Promise<number> =>
      ((await askAs(system, person, `GET ${NOTIFICATIONS}/count`)).body as { unread: number }).unread,
    prefers: (person: Person, topics: object): Promise<Asked> =>
      askAs(system, person, 'PATCH /api/v1/me/notification-preferences', { json: { topics } }),
  };
};
