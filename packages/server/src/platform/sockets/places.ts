import type { SocketContract } from '@holdfast/protocol/sockets/socket-contract';
import type { Principal } from '../http/context.ts';
import { createCounts } from '../limits/counts.ts';

/** Counts connected sockets by member and by path. */
export interface Places {
  /** Undefined when there is none left; else gives the place back. */
  take(contract: SocketContract, path: string, principal: Principal): (() => void) | undefined;
}

export const createPlaces = (usualPerMember: number): Places => {
  const counts = createCounts();

  return {
    take({ limits = {} }, path, { id, workspace }) {
      const most: readonly (readonly [string, number])[] = [
        [`member ${workspace ?? ''} ${id}`, limits.perMember ?? usualPerMember],
        ...(limits.perPath === undefined ? [] : [[`path ${workspace ?? ''} ${path}`, limits.perPath] as const]),
      ];
      if (most.some(([key, count]) => counts.of(key) >= count)) return undefined;
      for (const [key] of most) counts.add(key, 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        for (const [key] of most) counts.add(key, -1);
      };
    },
  };
};
