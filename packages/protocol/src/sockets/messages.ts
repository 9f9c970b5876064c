import { z } from 'zod';
import { text } from '../text.ts';
import type { IncomingMessage, OutgoingMessage } from './socket-contract.ts';

/** What is spoken: a client that offers subprotocols offers this one. */
export const SUBPROTOCOL = 'holdfast.v1';
/** Offered by a client that brings no credentials: its first message is a ticket. */
export const WITH_TICKET = 'holdfast.ticket';
/** Offered by a client that comes back: its next message is `resume`. */
export const WITH_RESUME = 'holdfast.resume';

const Secret = z.string().min(1).max(200);

/** What every socket understands. */
export const COMMON_RECEIVES = {
  ticket: { fields: z.strictObject({ ticket: Secret }), bytes: 1024 },
  resume: {
    fields: z.strictObject({ connection_id: z.uuid(), resume_token: Secret, seq: z.int().min(0) }),
    bytes: 1024,
  },
  heartbeat: { fields: z.strictObject({}), bytes: 1024 },
} as const satisfies Readonly<Record<string, IncomingMessage>>;

export const ConnectionEstablished = z.strictObject({
  connection_id: z.uuid(),
  resume_token: z.string().describe('Good for one resume, within the time below after the socket is lost.'),
  resume_within_s: z.int(),
  outcome: z
    .enum(['new', 'resumed', 'lost'])
    .describe('`lost`: what was to be resumed is not there any more; load anew what you show.'),
});

/** What every socket may say. */
export const COMMON_SENDS = {
  connection_established: { fields: ConnectionEstablished },
  heartbeat_ack: { fields: z.strictObject({}), whenSlow: { drop: true } },
  error: {
    fields: z.strictObject({
      code: z.string(),
      message: z.string(),
      trace_id: z.string(),
      about: z.string().max(100).optional().describe('The type of the message that failed.'),
      client_msg_id: text(100).optional(),
      errors: z
        .array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() }))
        .optional()
        .describe('What is wrong with which field.'),
    }),
  },
} as const satisfies Readonly<Record<string, OutgoingMessage>>;
