import { z } from 'zod';
import type { Kv } from '../ephemeral/ephemeral.ts';

/** A session without its node: enough to go on somewhere else. */
const ParkedSession = z.object({
  contract: z.string(),
  path: z.string(),
  principal: z.string(),
  workspace: z.string().optional(),
  seq: z.int(),
  sent: z.array(z.string()),
  waiting: z.array(z.string()),
});

export interface Parked {
  readonly contract: string;
  readonly path: string;
  readonly principal: string;
  readonly workspace?: string | undefined;
  readonly seq: number;
  readonly sent: readonly string[];
  readonly waiting: readonly string[];
}

export interface ParkingLot {
  park(id: string, token: string, session: Parked): Promise<void>;
  take(id: string, token: string): Promise<Parked | undefined>;
}

/** Found only by who knows the token: whoever guesses cannot even take it away. */
export const createParkingLot = (kv: Kv, ttlMs: number): ParkingLot => ({
  async park(id, token, session) {
    await kv.set(keyOf(id, token), JSON.stringify(session), { ttlMs });
  },
  async take(id, token) {
    const text = await kv.take(keyOf(id, token));
    return text === undefined ? undefined : ParkedSession.parse(JSON.parse(text));
  },
});

const keyOf = (id: string, token: string): string => `socket-session:${id}:${token}`;
