import { z } from 'zod';
import { contract } from '../contract.ts';
import { MemberId } from '../identity/people.ts';
import { PrincipalId } from '../ids.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { BatchId } from './ids.ts';
import {
  LONGEST_MESSAGE,
  LONGEST_RECIPIENT,
  LONGEST_SUBJECT,
  LONGEST_VALUE,
  MOST_RECIPIENTS,
  MOST_VALUES,
} from './limits.ts';
import { CHANNELS } from './topics.ts';

const notBlank = (value: string): boolean => value.trim() !== '';

export const RECIPIENT_STATUSES = ['waiting', 'sent', 'failed', 'skipped'] as const;
export type RecipientStatus = (typeof RECIPIENT_STATUSES)[number];

/** Why a recipient did not get it. */
export const REASONS = {
  bad_address: 'It is neither a mail address nor the id of a member.',
  not_a_member: 'No active member of this workspace has this id or, in_app, this address.',
  duplicate: 'The same recipient is named before in this batch.',
  opted_out: 'The member does not want messages on this way.',
  refused: 'The mail server refuses the address or the message for good.',
  unreachable: 'The mail server could not be reached, or put it off, for hours.',
} as const;
export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]];

/** What is worth another try. */
export const RETRIED = ['not_a_member', 'refused', 'unreachable'] as const satisfies readonly ReasonCode[];

const Template = z
  .strictObject({
    subject: text(LONGEST_SUBJECT, 1).refine(notBlank, { error: 'must not be blank' }),
    text: text(LONGEST_MESSAGE, 1).refine(notBlank, { error: 'must not be blank' }),
  })
  .describe('Plain text with `{{names}}`, each of which `data` must have. Nothing else in it means anything.');

const VALUE_NAME = /^[a-z][a-z0-9_]{0,49}$/;

const Data = z
  .record(
    z.string().regex(VALUE_NAME, { error: 'must be a name of a-z 0-9 _, a letter first' }),
    z.union([text(LONGEST_VALUE), z.number(), z.boolean()]),
  )
  .refine((data) => Object.keys(data).length <= MOST_VALUES, { error: `must have ${MOST_VALUES} values at most` })
  .describe('What stands in the place of each name, as text.');
export type Data = z.infer<typeof Data>;

/** A message to many. */
export const NotificationBatch = z.strictObject({
  id: BatchId,
  channel: z.enum(CHANNELS),
  subject: z.string(),
  text: z.string(),
  counts: z.strictObject({
    all: z.int(),
    waiting: z.int(),
    sent: z.int().describe('In the inbox of the member, or taken by the mail server.'),
    failed: z.int(),
    skipped: z.int().describe('Named twice, or not wanted by the member.'),
  }),
  created_by: z.strictObject({ kind: z.enum(['member', 'key']), id: PrincipalId, name: z.string().nullable() }),
  created_at: Timestamp,
  ended_at: Timestamp.nullable().describe('When nothing waited any more.'),
});
export type NotificationBatch = z.infer<typeof NotificationBatch>;

export const BatchRecipient = z.strictObject({
  number: z.int().describe('Its place in the request, from one.'),
  recipient: z.string().describe('As it was named.'),
  member_id: MemberId.nullable().describe('Where it is a member.'),
  status: z.enum(RECIPIENT_STATUSES),
  code: z
    .enum(REASON_CODES)
    .nullable()
    .describe(
      Object.entries(REASONS)
        .map(([code, means]) => `${code}: ${means}`)
        .join(' '),
    ),
  reason: z
    .string()
    .nullable()
    .describe('In a sentence; of a mail server, what it said. Of one that waits, why it was put off.'),
  attempts: z.int().describe('How often the mail server was asked.'),
  ended_at: Timestamp.nullable(),
});
export type BatchRecipient = z.infer<typeof BatchRecipient>;

/** The most recipients, as long as they may be, and the longest template. */
const MOST_BODY_BYTES = 3 * 1024 * 1024;

const BatchParams = z.strictObject({ batch_id: BatchId });
const ADMINS = 'notifications:send';

export const sendNotifications = contract({
  name: 'notifications.send',
  method: 'POST',
  path: '/api/v1/notifications',
  summary: `Send a message to up to ${MOST_RECIPIENTS} recipients. Each is reported by itself; a bad one keeps nobody else from getting it.`,
  permission: ADMINS,
  idempotency: 'required',
  body: z.strictObject({
    recipients: z
      .array(text(LONGEST_RECIPIENT, 1))
      .min(1)
      .max(MOST_RECIPIENTS)
      .describe('Ids of members, or mail addresses; for in_app those of members.'),
    channel: z.enum(CHANNELS),
    template: Template,
    data: Data.default({}),
  }),
  answers: { 202: NotificationBatch },
  failures: ['mail_not_configured'],
  limits: { bodyBytes: MOST_BODY_BYTES },
});

export const listBatches = contract({
  name: 'notifications.list_batches',
  method: 'GET',
  path: '/api/v1/notification-batches',
  summary: 'Messages that were sent to many, the latest first.',
  permission: ADMINS,
  query: PageQuery,
  answers: { 200: page(NotificationBatch) },
});

export const getBatch = contract({
  name: 'notifications.get_batch',
  method: 'GET',
  path: '/api/v1/notification-batches/{batch_id}',
  summary: 'One message to many, and how far it is.',
  permission: ADMINS,
  params: BatchParams,
  answers: { 200: NotificationBatch },
});

export const listBatchRecipients = contract({
  name: 'notifications.list_recipients',
  method: 'GET',
  path: '/api/v1/notification-batches/{batch_id}/recipients',
  summary: 'What became of each recipient, in the order of the request.',
  permission: ADMINS,
  params: BatchParams,
  query: PageQuery.extend({ status: z.enum(RECIPIENT_STATUSES).optional() }),
  answers: { 200: page(BatchRecipient) },
});

export const retryBatch = contract({
  name: 'notifications.retry_batch',
  method: 'POST',
  path: '/api/v1/notification-batches/{batch_id}/retry',
  summary:
    'Send again to those whom it did not reach, and to nobody else. What was no address, or not wanted, is not tried again.',
  permission: ADMINS,
  idempotency: 'accepted',
  params: BatchParams,
  answers: { 202: NotificationBatch },
  failures: ['mail_not_configured'],
});
