import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Bus } from '../../../platform/ephemeral/ephemeral.ts';

/** Wakes those who wait for a decision, on every node. Whoever does not hear it looks by themselves a moment later. */
export interface Bell {
  ring(workspace: WorkspaceId, id: DecisionId): void;
  listen(workspace: WorkspaceId, id: DecisionId, until: Until): Listening;
  close(): void;
}

export interface Until {
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

export interface Listening {
  /** It rang, the time is over, or nobody waits any more. */
  readonly heard: Promise<void>;
  readonly stop: () => void;
}

const CHANNEL = 'decisions:changed';

export const createBell = (bus: Bus): Bell => {
  const waiting = new Map<string, Set<() => void>>();
  const wake = (place: string): void => {
    for (const listener of [...(waiting.get(place) ?? [])]) listener();
  };
  const leave = bus.subscribe(CHANNEL, wake, () => {
    for (const place of [...waiting.keys()]) wake(place);
  });
  const placeOf = (workspace: WorkspaceId, id: DecisionId): string => `${workspace} ${id}`;

  return {
    ring: (workspace, id) => void bus.publish(CHANNEL, placeOf(workspace, id)),
    listen(workspace, id, { withinMs, signal }) {
      const place = placeOf(workspace, id);
      const { promise: heard, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, withinMs);
      const listeners = waiting.get(place) ?? new Set();
      waiting.set(place, listeners.add(resolve));
      const leaveWith = (): void => resolve();
      signal.addEventListener('abort', leaveWith, { once: true });
      return {
        heard,
        stop() {
          clearTimeout(timer);
          signal.removeEventListener('abort', leaveWith);
          listeners.delete(resolve);
          if (listeners.size === 0) waiting.delete(place);
        },
      };
    },
    close: leave,
  };
};
