import type { UnlessAway } from '../redis/away.ts';
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
  readonly elapsed: () => number;
  readonly unlessAway: UnlessAway;
  /** So many slots that are held were told to a Redis that came back. */
  readonly onTold: (count: number) => void;
  /** Tells the other nodes that a slot may be free. */
  readonly spread: (session: Session, key: string) => void;
}

/** A Redis that lost its data learns within this time from every node what it holds. Until then each keeps to its share. */
const GATHERING_MS = 3000;

export const createFallBackSlots = ({
  line,
  remote,
  registry,
  nodes,
  elapsed,
  unlessAway,
  onTold,
  spread,
}: FallBackSlotsParts): FallBackSlots => {
  // Redis has heard of them
  const told = new Set<string>();
  // given back while Redis was away, which may still think they are held or waited for
  const leftBehind = new Map<string, Ticket>();
  // given out by this node alone, so that Redis may not refuse them
  const ours = new Set<string>();
  let othersMissingUntil = 0;

  /** Alone with its memory a node gives out no more than its share, so that all together stay within the limit. */
  const share = ({ limit }: Ticket): number => Math.floor(limit / Math.max(1, nodes()));

  const askAlone = (ticket: Ticket, limit: number): boolean => {
    const holds = registry.ask(ticket, limit);
    if (holds) ours.add(ticket.id);
    return holds;
  };

  const askThere = (ticket: Ticket): Promise<boolean> => {
    const session = line().session();
    told.add(ticket.id);
    return remote.ask(session, ticket, ours.has(ticket.id) ? 'keep' : ticket.held ? 'renew' : 'ask');
  };

  const freeThere = async (session: Session, ticket: Ticket): Promise<void> => {
    const wasHeld = await remote.free(session, ticket);
    leftBehind.delete(ticket.id);
    if (wasHeld) spread(session, ticket.key);
  };

  return {
    async ask(ticket) {
      if (!ticket.held && elapsed() < othersMissingUntil && !askAlone(ticket, share(ticket))) return false;
      const holds = await unlessAway(async () => askThere(ticket));
      // better one too many than nobody at all, where there are more nodes than slots
      if (holds === undefined) return askAlone(ticket, Math.max(1, share(ticket)));
      registry.saw(ticket, holds);
      ours.delete(ticket.id);
      return holds;
    },
    async free(ticket) {
      registry.free(ticket);
      ours.delete(ticket.id);
      if (!told.delete(ticket.id)) return;
      leftBehind.set(ticket.id, ticket);
      await unlessAway(async () => freeThere(line().session(), ticket));
    },
    async push(session) {
      othersMissingUntil = elapsed() + GATHERING_MS - (await remote.ageMs(session));
      for (const ticket of [...leftBehind.values()]) await freeThere(session, ticket);
      for (const ticket of registry.holders()) {
        told.add(ticket.id);
        await remote.ask(session, ticket, 'keep');
        onTold(1);
        // it may have been given back while Redis was told to keep it
        if (!registry.holders().some(({ id }) => id === ticket.id)) await freeThere(session, ticket);
      }
    },
  };
};
