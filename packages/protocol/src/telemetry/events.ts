/** Every event by name: what happened, once, with the fields that say to what. Log lines and outbox rows use these names. */
export interface EventEntry {
  readonly means: string;
  readonly fields: readonly string[];
}

export const EVENTS = {
  process_started: { means: 'The node takes requests.', fields: ['url', 'took_ms', 'version'] },
  process_draining: { means: 'The node takes nothing new and finishes what it has.', fields: ['reason'] },
  process_stopped: { means: 'The node has stopped in order.', fields: ['took_ms'] },
  part_changed: { means: 'A part of the node changed its health.', fields: ['part', 'status', 'detail'] },
  request_failed: {
    means: 'A request was answered with an error; its level is the error\u2019s in the book.',
    fields: ['code', 'status', 'method', 'path'],
  },
  socket_closed: {
    means: 'A socket ended.',
    fields: ['operation', 'reason', 'seconds'],
  },
  socket_message_failed: {
    means: 'A message of a socket was answered with an error; its level is the error\u2019s in the book.',
    fields: ['code', 'operation', 'about'],
  },
  sign_in_revoked: { means: 'What a sign-in, key or principal had left open is ended.', fields: ['closed'] },
  migration_applied: { means: 'The schema of the database moved one step.', fields: ['migration', 'took_ms'] },
} as const satisfies Readonly<Record<string, EventEntry>>;

export type EventName = keyof typeof EVENTS;
