import type { BatchRecipient, ReasonCode, RecipientStatus } from '@holdfast/protocol/notifications/batches';
import type { BatchId } from '@holdfast/protocol/notifications/ids';
import type { Channel } from '@holdfast/protocol/notifications/topics';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Timestamp } from '@holdfast/protocol/time';
import { sql } from 'kysely';
import type { Read, Write } from '../../../platform/database/transaction.ts';
import type { SortedOut } from './sort-out.ts';

export interface StoredBatch {
  readonly id: BatchId;
  readonly channel: Channel;
  readonly subject: string;
  readonly text: string;
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly actor_kind: 'member' | 'key';
  readonly actor_id: PrincipalId;
  readonly created_at: Timestamp;
  readonly ended_at: Timestamp | null;
}

const BATCH = sql`
  b.id, b.channel, b.subject, b.text, b.waiting, b.sent, b.failed, b.skipped, b.actor_kind, b.actor_id, b.created_at, b.ended_at`;

export type NewBatch = Pick<
  StoredBatch,
  'id' | 'channel' | 'subject' | 'text' | 'waiting' | 'failed' | 'skipped' | 'actor_kind' | 'actor_id'
>;

export const insertBatch = (tx: Write, one: NewBatch): Promise<StoredBatch> =>
  tx.one(sql<StoredBatch>`
    insert into notifications.batches as b
      (workspace_id, id, channel, subject, text, waiting, sent, failed, skipped, actor_kind, actor_id, ended_at)
    values (${tx.workspace}, ${one.id}, ${one.channel}, ${one.subject}, ${one.text}, ${one.waiting}, 0, ${one.failed},
            ${one.skipped}, ${one.actor_kind}, ${one.actor_id}, case when ${one.waiting}::integer = 0 then holdfast.now() end)
    returning ${BATCH}`);

export const insertRecipients = async (tx: Write, batch: BatchId, many: readonly SortedOut[]): Promise<void> => {
  const column = <Key extends keyof SortedOut>(key: Key): SortedOut[Key][] => many.map((one) => one[key]);
  await tx.run(sql`
    insert into notifications.recipients (workspace_id, batch_id, number, recipient, member_id, status, code, reason, ended_at)
    select ${tx.workspace}, ${batch}, r.*, case when r.status <> 'waiting' then holdfast.now() end
      from unnest(${column('number')}::integer[], ${column('recipient')}::text[], ${column('member')}::uuid[],
                  ${column('status')}::text[], ${column('code')}::text[], ${column('reason')}::text[])
             as r (number, recipient, member_id, status, code, reason)`);
};

/** One more than the page has. */
export const listStored = (
  tx: Read,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<StoredBatch[]> =>
  tx.many(sql<StoredBatch>`
    select ${BATCH} from notifications.batches b
     where b.workspace_id = ${tx.workspace} and (${after ?? null}::uuid is null or b.id < ${after ?? null}::uuid)
     order by b.id desc limit ${limit + 1}`);

export const findBatch = (tx: Read, id: BatchId): Promise<StoredBatch | undefined> =>
  tx.maybe(sql<StoredBatch>`
    select ${BATCH} from notifications.batches b where b.workspace_id = ${tx.workspace} and b.id = ${id}`);

/** While nobody else may change it. */
export const holdBatch = (tx: Write, id: BatchId): Promise<StoredBatch | undefined> =>
  tx.maybe(sql<StoredBatch>`
    select ${BATCH} from notifications.batches b where b.workspace_id = ${tx.workspace} and b.id = ${id} for update`);

export interface RecipientFilter {
  readonly status: RecipientStatus | undefined;
  readonly after: number | undefined;
  readonly limit: number;
}

/** One more than the page has. */
export const listStoredRecipients = (
  tx: Read,
  batch: BatchId,
  { status, after = 0, limit }: RecipientFilter,
): Promise<BatchRecipient[]> =>
  tx.many(sql<BatchRecipient>`
    select r.number, r.recipient, r.member_id, r.status, r.code, r.reason, r.attempts, r.ended_at
      from notifications.recipients r
     where r.workspace_id = ${tx.workspace} and r.batch_id = ${batch} and r.number > ${after}
       and (${status ?? null}::text is null or r.status = ${status ?? null})
     order by r.number limit ${limit + 1}`);

export interface ToSend extends Pick<StoredBatch, 'channel' | 'subject' | 'text'> {
  readonly recipient: string;
  readonly member: PrincipalId | null;
  readonly status: RecipientStatus;
}

export const findToSend = (tx: Read, batch: BatchId, number: number): Promise<ToSend | undefined> =>
  tx.maybe(sql<ToSend>`
    select b.channel, b.subject, b.text, r.recipient, r.member_id as member, r.status
      from notifications.recipients r
      join notifications.batches b on b.workspace_id = r.workspace_id and b.id = r.batch_id
     where r.workspace_id = ${tx.workspace} and r.batch_id = ${batch} and r.number = ${number}`);

/** It was put off, and is tried again. */
export const noteAttempt = async (
  tx: Write,
  { batch, number, reason }: { readonly batch: BatchId; readonly number: number; readonly reason: string },
): Promise<void> => {
  await tx.run(sql`
    update notifications.recipients set attempts = attempts + 1, reason = ${reason}
     where workspace_id = ${tx.workspace} and batch_id = ${batch} and number = ${number} and status = 'waiting'`);
};

export interface RecipientEnd {
  readonly batch: BatchId;
  readonly number: number;
  readonly status: Exclude<RecipientStatus, 'waiting'>;
  readonly member: PrincipalId | null;
  readonly code: ReasonCode | undefined;
  readonly reason: string | undefined;
  /** Whether the mail server was asked. */
  readonly asked: boolean;
}

/** Counts it where it belongs now; undefined when it waits no more. */
export const endRecipient = async (tx: Write, one: RecipientEnd): Promise<StoredBatch | undefined> => {
  const ended = await tx.run(sql`
    update notifications.recipients
       set status = ${one.status}, code = ${one.code ?? null}, reason = ${one.reason ?? null},
           member_id = coalesce(${one.member}::uuid, member_id), attempts = attempts + ${one.asked ? 1 : 0}, ended_at = holdfast.now()
     where workspace_id = ${tx.workspace} and batch_id = ${one.batch} and number = ${one.number} and status = 'waiting'`);
  if (ended === 0) return undefined;
  return tx.one(sql<StoredBatch>`
    update notifications.batches b
       set waiting = waiting - 1, sent = sent + ${one.status === 'sent' ? 1 : 0}, failed = failed + ${one.status === 'failed' ? 1 : 0},
           skipped = skipped + ${one.status === 'skipped' ? 1 : 0},
           ended_at = case when waiting = 1 then holdfast.now() end
     where b.workspace_id = ${tx.workspace} and b.id = ${one.batch}
    returning ${BATCH}`);
};

/** Those that failed for one of these reasons wait again. Gives the numbers of all that wait now. */
export const waitAgain = async (tx: Write, batch: BatchId, codes: readonly ReasonCode[]): Promise<number[]> => {
  const again = await tx.run(sql`
    update notifications.recipients set status = 'waiting', code = null, reason = null, ended_at = null
     where workspace_id = ${tx.workspace} and batch_id = ${batch} and status = 'failed' and code = any (${[...codes]}::text[])`);
  await tx.run(sql`
    update notifications.batches
       set waiting = waiting + ${again}::integer, failed = failed - ${again}::integer,
           ended_at = case when waiting + ${again}::integer = 0 then ended_at end
     where workspace_id = ${tx.workspace} and id = ${batch}`);
  const waiting = await tx.many(sql<{ number: number }>`
    select number from notifications.recipients
     where workspace_id = ${tx.workspace} and batch_id = ${batch} and status = 'waiting' order by number`);
  return waiting.map(({ number }) => number);
};
