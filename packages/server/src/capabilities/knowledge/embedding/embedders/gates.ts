import type { Space } from '../store/spaces.ts';
import type { BearingParts } from './bearing.ts';
import { createGate, type Gate } from './gate.ts';

/** The gate of each space, as long as it is used. */
export interface Gates {
  of(space: Pick<Space, 'id' | 'concurrency'>): Gate;
}

const MOST = 1_000;

export const createGates = (parts: BearingParts): Gates => {
  const gates = new Map<string, Gate>();
  return {
    of({ id, concurrency }) {
      const gate = gates.get(id) ?? createGate(parts, concurrency);
      gate.setMost(concurrency);
      // those that were used last stand last
      gates.delete(id);
      gates.set(id, gate);
      const [oldest] = gates.keys();
      if (gates.size > MOST && oldest !== undefined) gates.delete(oldest);
      return gate;
    },
  };
};
