import { DECISION_STATUSES } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { Version } from '@holdfast/protocol/version';
import { z } from 'zod';
import type { Bus } from '../../../platform/ephemeral/ephemeral.ts';
import type { DecisionChange } from '../changed.ts';
import type { StateNow } from '../store/decisions.ts';

/** Wakes those who wait for a decision, on every node. Whoever does not hear it looks by themselves a moment later. */
export interface Bell {
  ring(workspace: WorkspaceId, change: DecisionChange): void;
  /** From now on, until it is stopped. */
  listen(workspace: WorkspaceId, id: DecisionId, signal: AbortSignal): Listening;
  close(): void;
}

export interface Listening {
  /** The newest that was said since it was asked last; undefined when the time is over, nobody waits any more, or something was missed. */
  next(withinMs: number): Promise<StateNow | undefined>;
  readonly stop: () => void;
}

type Listener = (state: StateNow | undefined) => void;

const CHANNEL = 'decisions:changed';
const State = z.tuple([Version, z.enum(DECISION_STATUSES)]);

export const createBell = (bus: Bus): Bell => {
  const waiting = new Map<string, Set<Listener>>();
  const tell = (place: string, state: StateNow | undefined): void => {
    for (const listener of [...(waiting.get(place) ?? [])]) listener(state);
  };
  const leave = bus.subscribe(
    CHANNEL,
    (message) => {
      const [workspace, id, version, status] = message.split(' ');
      const said = State.safeParse([Number(version), status]).data;
      tell(`${workspace} ${id}`, said && { version: said[0], status: said[1] });
    },
    () => {
      for (const place of [...waiting.keys()]) tell(place, undefined);
    },
  );

  return {
    ring: (workspace, { decision_id: id, version, status }) =>
      void bus.publish(CHANNEL, `${workspace} ${id} ${version} ${status}`),
    listen(workspace, id, signal) {
      const place = `${workspace} ${id}`;
      const { hear, next } = createEar(signal);
      const listeners = waiting.get(place) ?? new Set();
      waiting.set(place, listeners.add(hear));
      return {
        next,
        stop() {
          listeners.delete(hear);
          if (listeners.size === 0 && waiting.get(place) === listeners) waiting.delete(place);
        },
      };
    },
    close: leave,
  };
};

/** Keeps what is heard until it is asked for. */
const createEar = (signal: AbortSignal): { readonly hear: Listener; readonly next: Listening['next'] } => {
  let heard: { readonly state: StateNow | undefined } | undefined;
  let wake = (): void => {};
  return {
    hear(state) {
      const isOlder = (heard?.state?.version ?? 0) > (state?.version ?? Number.POSITIVE_INFINITY);
      if (!isOlder) heard = { state };
      wake();
    },
    async next(withinMs) {
      if (heard === undefined && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, withinMs);
        signal.addEventListener('abort', wake, { once: true });
        await promise;
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
      }
      const { state } = heard ?? {};
      heard = undefined;
      return state;
    },
  };
};
