import { socketContract } from '@holdfast/protocol/sockets/socket-contract';
import { text } from '@holdfast/protocol/text';
import { z } from 'zod';

export const probeRoom = socketContract({
  name: 'probe.room',
  path: '/ws/probe/{room}',
  summary: 'Says what it heard, and counts when it is asked to.',
  permission: 'assistant:chat',
  params: z.strictObject({ room: text(60, 1) }),
  receives: {
    say: { fields: z.strictObject({ text: text(60_000, 1), client_msg_id: text(100).optional() }) },
    store: { fields: z.strictObject({ state: text(250_000) }), bytes: 256 * 1024 },
    count: {
      fields: z.strictObject({
        to: z.int().min(1).max(1_000_000),
        every_ms: z.int().min(0).max(1000).default(0),
        bytes: z.int().min(0).max(50_000).default(0),
      }),
    },
    /** Sent at once, whether or not they are read. */
    pour: {
      fields: z.strictObject({
        kind: z.enum(['number', 'delta', 'tick']),
        to: z.int().min(1).max(10_000_000),
        bytes: z.int().min(0).max(50_000).default(0),
      }),
    },
    wait: { fields: z.strictObject({ ms: z.int().min(0).max(60_000), say: text(100) }) },
    fail: { fields: z.strictObject({ how: z.enum(['expected', 'unforeseen', 'promise']) }) },
    close: { fields: z.strictObject({}) },
  },
  sends: {
    heard: {
      fields: z.strictObject({
        text: text(60_000),
        room: z.string(),
        trace_id: z.string(),
        client_msg_id: text(100).optional(),
      }),
    },
    stored: { fields: z.strictObject({ characters: z.int() }) },
    number: { fields: z.strictObject({ number: z.int(), padding: z.string() }) },
    delta: {
      fields: z.strictObject({ message_id: z.string(), text: z.string() }),
      whenSlow: { append: 'text', key: 'message_id' },
    },
    tick: { fields: z.strictObject({ tick: z.int(), padding: z.string() }), whenSlow: { drop: true } },
  },
  limits: { perPath: 5 },
});
