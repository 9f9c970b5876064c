import { setTimeout as after } from 'node:timers/promises';
import type { Decision } from '@holdfast/protocol/decisions/decision';
import { act } from '../../../packages/proving/src/decisions/house.ts';
import type { Caller } from '../../../packages/proving/src/identity/caller.ts';

const AGAIN_MS = 50;

/** Approves whatever it is given, and says again what was not answered, as a person would. */
export interface Deciding {
  approve(id: string): void;
  /** Whose approval was answered. */
  readonly approved: ReadonlySet<string>;
  readonly odd: readonly string[];
  idle(): Promise<void>;
}

export const createDeciding = (decider: Caller): Deciding => {
  const approved = new Set<string>();
  const odd: string[] = [];
  const running = new Set<Promise<void>>();

  const approve = async (id: string): Promise<void> => {
    for (;;) {
      const { status, failure } = await act(decider, asSubmitted(id), 'approve');
      if (status === 200) return void approved.add(id);
      // nobody answered, or somebody who starts or stops
      if (failure === undefined && status !== 503) return void odd.push(`approving was answered ${status}`);
      await after(AGAIN_MS);
    }
  };
  return {
    approved,
    odd,
    approve(id) {
      const one = approve(id).finally(() => running.delete(one));
      running.add(one);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
};

/** Whoever submitted it knows its id and that it has one version. */
const asSubmitted = (id: string) => ({ id, version: 1 }) as Pick<Decision, 'id' | 'version'>;
