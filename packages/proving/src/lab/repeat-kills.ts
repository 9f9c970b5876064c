import type { Random } from '../run/random.ts';
import type { Reporter } from '../scenario.ts';
import type { Load } from '../load.ts';
import { pass } from './wait.ts';

/** What the loop needs of a node. */
interface Killable {
  kill(options?: { readonly tree?: boolean }): Promise<void>;
  start(): Promise<void>;
}

export interface KillLoop {
  readonly cycles: number;
  /** Chooses the moments, so that a seed gives them again. */
  readonly random: Random;
  readonly report: Reporter;
  readonly signal: AbortSignal;
  /** How long it lives under load before it is killed, from and to. */
  readonly livesMs?: readonly [number, number];
  /** Whether its Postgres dies with it. */
  readonly tree?: boolean;
}

export interface KillCycle {
  /** Starts the work during which it is killed; clients must bear that nobody answers. */
  load(cycle: number): Load;
  /** Looks at what is left, when it runs again. */
  check(cycle: number): Promise<void>;
}

const LIVES_MS = [20, 400] as const;

/** Kills a node under load again and again, starts it again each time, and says in the report how often. */
export const repeatKills = async (node: Killable, loop: KillLoop, { load, check }: KillCycle): Promise<void> => {
  const [from, to] = loop.livesMs ?? LIVES_MS;
  let slowestMs = 0;
  for (let cycle = 1; cycle <= loop.cycles; cycle += 1) {
    loop.signal.throwIfAborted();
    const running = load(cycle);
    await pass(loop.random.between(from, to));
    await node.kill(loop.tree === undefined ? {} : { tree: loop.tree });
    await running.stop();
    const startedAt = performance.now();
    await node.start();
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    await check(cycle);
    loop.report.figure('kills', cycle);
    loop.report.figure('slowest start after a kill', slowestMs / 1000, 's');
  }
};
