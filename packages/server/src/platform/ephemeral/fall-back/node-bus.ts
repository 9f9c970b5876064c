import { z } from 'zod';
import type { Bus } from '../ephemeral.ts';
import type { LocalBus } from '../local-bus.ts';
import { Away, type UnlessAway } from '../redis/away.ts';
import type { Line } from '../redis/line.ts';
import type { Session } from '../redis/session.ts';
import type { Entry } from '../replica.ts';

/** What nodes say to each other beside the messages of the bus. */
export type Note =
  | { readonly kind: 'message'; readonly channel: string; readonly text: string }
  | { readonly kind: 'kv'; readonly entry: Entry }
  | { readonly kind: 'slot'; readonly key: string }
  /** Its sender could not say something while Redis was away. */
  | { readonly kind: 'gap' };

export interface NodeBus extends Bus {
  /** To the other nodes, without waiting. */
  tell(session: Session, note: Note): void;
  /** What another node said; undefined for one's own words. */
  hear(text: string): Note | undefined;
  /** A message of another node, for the subscribers of this one. */
  deliver(channel: string, text: string): void;
  /** Messages were or may have been missed, here or there. */
  missed(): void;
  /** Owns up to what could not be said. */
  push(session: Session): Promise<void>;
}

export interface NodeBusParts {
  readonly line: () => Line;
  readonly local: LocalBus;
  readonly node: string;
  readonly redisChannel: string;
  readonly unlessAway: UnlessAway;
  readonly onGap: () => void;
}

export const createNodeBus = (parts: NodeBusParts): NodeBus => {
  const { line, local, node, redisChannel, unlessAway, onGap } = parts;
  // a process that was killed in the middle of a word cannot own up to it
  let owesGap = true;
  const pack = (note: Note): string => JSON.stringify({ from: node, note });
  const send = (session: Session, note: Note): Promise<void> => session.publish(redisChannel, pack(note));

  return {
    async publish(channel, text) {
      local.deliver(channel, text);
      const said = await unlessAway(async () => {
        await send(line().session(), { kind: 'message', channel, text });
        return true;
      });
      if (said === undefined) owesGap = true;
    },
    subscribe: local.subscribe,
    tell(session, note) {
      // the session ends with the failure, and the next one tells everything
      send(session, note).catch((error: unknown) => {
        if (!(error instanceof Away)) throw error;
      });
    },
    hear(text) {
      const told = parse(text);
      return told?.from === node ? undefined : told?.note;
    },
    deliver: local.deliver,
    missed() {
      onGap();
      local.gap();
    },
    async push(session) {
      if (!owesGap) return;
      await send(session, { kind: 'gap' });
      owesGap = false;
    },
  };
};

const Said = z.object({
  from: z.string(),
  note: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('message'), channel: z.string(), text: z.string() }),
    z.object({
      kind: z.literal('kv'),
      entry: z
        .object({
          key: z.string(),
          value: z.string().optional(),
          ttlMs: z.number(),
          keepMs: z.number(),
          time: z.number(),
          node: z.string(),
        })
        .transform((entry): Entry => ({ ...entry, value: entry.value })),
    }),
    z.object({ kind: z.literal('slot'), key: z.string() }),
    z.object({ kind: z.literal('gap') }),
  ]),
});

/** Nodes of this instance write it; another version of them, or somebody else who is let into the same Redis, must not end the process. */
const parse = (text: string): z.infer<typeof Said> | undefined => {
  try {
    return Said.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};
