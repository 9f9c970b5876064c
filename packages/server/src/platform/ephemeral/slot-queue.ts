import type { SlotAuthority, Ticket } from './slot-registry.ts';

/** Somebody who waits for a slot or holds it. */
export interface Case {
  ticket: Ticket;
  readonly granted: PromiseWithResolvers<void>;
  readonly lost: AbortController;
  askAgainAt: number;
}

/** All cases of this node, and the asking on their behalf. */
export interface SlotQueue {
  enter(ticket: Ticket): Case;
  leave(one: Case): Promise<void>;
  /** Something may have become free, of this key or of any. */
  look(key?: string): void;
  /** Asks for those whose lease or place wants to be renewed. */
  renew(): void;
  cases(): Case[];
}

const MOST_BETWEEN_ASKS_MS = 1000;

export const createSlotQueue = (authority: SlotAuthority, elapsed: () => number): SlotQueue => {
  const cases = new Map<string, Case>();

  const ask = async (one: Case): Promise<void> => {
    const { ticket } = one;
    one.askAgainAt = elapsed() + Math.min(ticket.leaseMs / 3, MOST_BETWEEN_ASKS_MS);
    const holds = await authority.ask(ticket);
    if (!cases.has(ticket.id)) {
      // it was given back while the question was on its way
      await authority.free(ticket);
    } else if (holds && !one.ticket.held) {
      one.ticket = { ...ticket, held: true };
      one.granted.resolve();
    } else if (!holds && ticket.held) {
      cases.delete(ticket.id);
      await authority.free(ticket);
      one.lost.abort(new Error('The lease of the slot ran out.'));
    }
  };

  const askAll = (some: readonly Case[]): void => {
    // asked in order; an authority that fails is asked again with the next look
    for (const one of some) void ask(one).catch(() => {});
  };

  /** Of those who wait, only so many of the first could be next. */
  const candidates = (key: string): Case[] => {
    const waiting = [...cases.values()].filter(({ ticket }) => ticket.key === key && !ticket.held);
    return waiting.slice(0, waiting[0]?.ticket.limit ?? 0);
  };

  const look = (key?: string): void => askAll(key === undefined ? [...cases.values()] : candidates(key));

  return {
    enter(ticket) {
      const one = { ticket, granted: Promise.withResolvers<void>(), lost: new AbortController(), askAgainAt: 0 };
      cases.set(ticket.id, one);
      askAll([one]);
      return one;
    },
    async leave({ ticket }) {
      if (!cases.delete(ticket.id)) return;
      await authority.free(ticket);
      look(ticket.key);
    },
    look,
    renew() {
      const now = elapsed();
      askAll([...cases.values()].filter(({ askAgainAt }) => askAgainAt <= now));
    },
    cases: () => [...cases.values()],
  };
};
