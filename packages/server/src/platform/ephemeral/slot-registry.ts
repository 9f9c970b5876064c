/** One who wants a slot, or has it. */
export interface Ticket {
  readonly id: string;
  readonly key: string;
  readonly limit: number;
  readonly leaseMs: number;
  /** Whether it has been told that it has the slot. */
  readonly held: boolean;
}

/** Who decides whose turn it is. */
export interface SlotAuthority {
  /** Whether the ticket has a slot now. Who waits keeps its place by asking again. */
  ask(ticket: Ticket): Promise<boolean>;
  free(ticket: Ticket): Promise<void>;
}

/** The tickets of this node, by key: who holds, and who waits in which order. */
export interface SlotRegistry {
  ask(ticket: Ticket, limit: number): boolean;
  /** Takes over what another authority decided. */
  saw(ticket: Ticket, holds: boolean): void;
  free(ticket: Ticket): void;
  holders(): Ticket[];
}

interface Place {
  readonly holding: Map<string, Ticket>;
  readonly waiting: Set<string>;
}

export const createSlotRegistry = (): SlotRegistry => {
  const places = new Map<string, Place>();

  const placeOf = (key: string): Place => {
    const place = places.get(key) ?? { holding: new Map<string, Ticket>(), waiting: new Set<string>() };
    places.set(key, place);
    return place;
  };

  const isAmongFirst = (waiting: ReadonlySet<string>, id: string, count: number): boolean => {
    let seen = 0;
    for (const one of waiting) {
      if (seen >= count) return false;
      if (one === id) return true;
      seen += 1;
    }
    return false;
  };

  return {
    ask(ticket, limit) {
      const { holding, waiting } = placeOf(ticket.key);
      if (holding.has(ticket.id)) return true;
      waiting.add(ticket.id);
      if (!isAmongFirst(waiting, ticket.id, limit - holding.size)) return false;
      waiting.delete(ticket.id);
      holding.set(ticket.id, ticket);
      return true;
    },
    saw(ticket, holds) {
      const { holding, waiting } = placeOf(ticket.key);
      const from = holds ? waiting : holding;
      from.delete(ticket.id);
      if (holds) holding.set(ticket.id, ticket);
      else waiting.add(ticket.id);
    },
    free(ticket) {
      const place = places.get(ticket.key);
      place?.holding.delete(ticket.id);
      place?.waiting.delete(ticket.id);
      if (place !== undefined && place.holding.size + place.waiting.size === 0) places.delete(ticket.key);
    },
    holders: () => [...places.values()].flatMap(({ holding }) => [...holding.values()]),
  };
};
