import { DECISION_STATUSES } from '@holdfast/protocol/decisions/decision';
import type { DecisionId } from '@holdfast/protocol/decisions/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { Version } from '@holdfast/protocol/version';
import { z } from 'zod';
import type { Bus } from '../../../platform/ephemeral/ephemeral.ts';
import type { DecisionChange } from '../changed.ts';
import type { StateNow } from '../store/decisions.ts';
import { createEar, type Ear } from './ear.ts';

/** Wakes those who wait for a decision, on every node. Whoever does not hear it looks by themselves a moment later. */
export interface Bell {
  ring(workspace: WorkspaceId, change: DecisionChange): void;
  /** From now on, until it is stopped. */
  listen(workspace: WorkspaceId, id: DecisionId, signal: AbortSignal): Listening;
  close(): void;
}

export interface Listening extends Pick<Ear, 'next'> {
  readonly stop: () => void;
}

const CHANNEL = 'decisions:changed';
const State = z.tuple([Version, z.enum(DECISION_STATUSES)]);

export const createBell = (bus: Bus): Bell => {
  const waiting = new Map<string, Set<Ear['hear']>>();
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
