import type { BatchRecipient, NotificationBatch } from '@holdfast/protocol/notifications/batches';
import { atPlace, type Caller, type Place } from '../identity/caller.ts';
import { until } from '../lab/wait.ts';
import { expectBody } from '../oracles/expect-answer.ts';

const BATCHES = '/api/v1/notification-batches';
const PATIENCE_SECONDS = 90;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

/** Somebody who sends messages to many, wherever the node is now. */
export interface Sender {
  /** The same key is the same message. */
  send(recipients: readonly string[], key: string): Promise<NotificationBatch>;
  /** Once nobody of it waits. */
  ended(batch: Pick<NotificationBatch, 'id'>): Promise<NotificationBatch>;
  retry(batch: Pick<NotificationBatch, 'id'>): Promise<NotificationBatch>;
  /** All of them, page by page. */
  recipients(batch: Pick<NotificationBatch, 'id'>): Promise<readonly BatchRecipient[]>;
}

export const senderAt = (somebody: Caller, place: Place): Sender => {
  const ask: Caller['ask'] = (...asked) => atPlace(somebody, place).ask(...asked);
  return {
    async send(recipients, key) {
      const template = { subject: 'Closed on {{day}}', text: 'Nobody answers on {{day}}.' };
      const body = { recipients, channel: 'email', template, data: { day: 'Sunday' } };
      const headers = { 'idempotency-key': key };
      return expectBody(await ask('POST', '/api/v1/notifications', { body, headers }), 202);
    },
    ended: ({ id }) =>
      until(`the message ${id} to have ended`, { seconds: PATIENCE_SECONDS }, async () => {
        const batch = expectBody<NotificationBatch>(await ask('GET', `${BATCHES}/${id}`), 200);
        return batch.ended_at === null ? undefined : batch;
      }),
    retry: async ({ id }) => expectBody(await ask('POST', `${BATCHES}/${id}/retry`), 202),
    async recipients({ id }) {
      const all: BatchRecipient[] = [];
      for (let more = ''; ;) {
        const answer = await ask('GET', `${BATCHES}/${id}/recipients?limit=200${more}`);
        const { items, next_cursor: next } = expectBody<Page<BatchRecipient>>(answer, 200);
        all.push(...items);
        if (next === null) return all;
        more = `&cursor=${next}`;
      }
    },
  };
};
