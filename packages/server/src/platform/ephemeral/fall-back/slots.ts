import { unlessAway } from '../redis/away.ts';
import type { Line } from '../redis/line.ts';
import type { Remote } from '../redis/remote.ts';
import type { Session } from '../redis/session.ts';
import type { SlotAuthority, SlotRegistry, Ticket } from '../slot-registry.ts';

export interface FallBackSlots extends SlotAuthority {
  /** Gives back what was freed meanwhile, and keeps what is still held. */
  push(session: Session): Promise<void>;
}

export interface FallBackSlotsParts {
  readonly line: () => Line;
  readonly remote: Remote;
  readonly registry: SlotRegistry;
  /** How many nodes share a limit, as far as this one knows. */
  readonly nodes: () => number;
  /** Tells the other nodes that a slot may be free. */
  readonly spread: (session: Session, key: string) => void;
}

export const createFallBackSlots = ({ line, remote, registry, nodes, spread }: FallBackSlotsParts): FallBackSlots => {
  // what Redis may still think is held or waited for
  const leftBehind = new Map<string, Ticket>();
  // given out by this node alone, so that Redis may not refuse them
  const ours = new Set<string>();

  /** Alone with its memory a node gives out no more than its share, so that all together stay within the limit. */
  const share = ({ limit }: Ticket): number => Math.max(1, Math.floor(limit / Math.max(1, nodes())));

  const askAlone = (ticket: Ticket): boolean => {
    const holds = registry.ask(ticket, share(ticket));
    if (holds) ours.add(ticket.id);
    return holds;
  };

  const freeThere = async (session: Session, ticket: Ticket): Promise<void> => {
    const wasHeld = await remote.free(session, ticket);
    leftBehind.delete(ticket.id);
    if (wasHeld) spread(session, ticket.key);
  };

  return {
    async ask(ticket) {
      const mode = ours.has(ticket.id) ? 'keep' : ticket.held ? 'renew' : 'ask';
      const holds = await unlessAway(() => remote.ask(line().session(), ticket, mode));
      if (holds === undefined) return askAlone(ticket);
      registry.saw(ticket, holds);
      ours.delete(ticket.id);
      return holds;
    },
    async free(ticket) {
      registry.free(ticket);
      ours.delete(ticket.id);
      leftBehind.set(ticket.id, ticket);
      await unlessAway(() => freeThere(line().session(), ticket));
    },
    async push(session) {
      for (const ticket of [...leftBehind.values()]) await freeThere(session, ticket);
      for (const ticket of registry.holders()) {
        await remote.ask(session, ticket, 'keep');
        // it may have been given back while Redis was told to keep it
        if (!registry.holders().some(({ id }) => id === ticket.id)) await freeThere(session, ticket);
      }
    },
  };
};
