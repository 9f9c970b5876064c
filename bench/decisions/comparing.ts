import type { Database } from '../../packages/proving/src/lab/database.ts';
import { processorMsOf } from '../lib/processor-time.ts';
import { applyRequests, median } from '../lib/load.ts';
import { percentiles } from '../lib/percentiles.ts';
import { say } from './ground.ts';
import { inLanes } from './in-lanes.ts';
import type { Side } from './sides/side.ts';
import type { Tool } from './start-tool.ts';

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
}

export type Measure = (side: Side) => Promise<Measured>;

export interface Compared {
  /** The floor among them, with which all others are compared. */
  readonly sides: ReadonlyMap<string, Side>;
  readonly database: Database;
  readonly rounds: number;
}

/** Over so many connections, each of which waits for its answer. */
export const submissions =
  (connections: number, milliseconds: number): Measure =>
  async ({ url, submit: next }) => {
    const load = await applyRequests({ url, next, connections, milliseconds });
    if (load.failures > 0) throw new Error(`${load.failures} submissions failed`);
    return { ...load, count: load.requests };
  };

/** From the click until it is recorded that the tool was called; p50 and p99 from the click until the tool has the call. */
export const resumed =
  (tool: Tool, count: number, lanes: number): Measure =>
  async (side) => {
    const ids = await side.waiting(count);
    await tool.tell('forget');
    const clicked = new Map<string, number>();
    const since = performance.now();
    await inLanes(
      count,
      side.lane,
      async (lane, nth) => {
        const id = ids[nth] ?? '';
        clicked.set(id, await lane.resume(id));
      },
      lanes,
    );
    const seconds = (performance.now() - since) / 1000;
    const called = await tool.tell();
    const odd = called.filter(({ calls }) => calls !== 1).length + Math.abs(called.length - count);
    if (odd > 0) throw new Error(`${odd} of ${count} were not called once`);
    const waited = called.map(({ id, atMs }) => atMs - (clicked.get(id) ?? Number.NaN));
    return { perSecond: count / seconds, count, ...percentiles(waited) };
  };

interface Costing extends Measured {
  readonly costMs: number;
  readonly databaseMs: number;
}

/** In turn, so that whatever else the machine does meets all. */
export const compare = async (what: string, compared: Compared, measure: Measure): Promise<void> => {
  const { sides, rounds } = compared;
  const results = new Map([...sides.keys()].map((name) => [name, [] as Costing[]]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, side] of sides) {
      const result = await counted(compared, side, measure);
      // the first round warms all
      if (round > 0) results.get(name)?.push(result);
    }
  say(what);
  for (const [name, mine] of results) tellOf(name, mine, results.get('floor') ?? []);
};

const counted = async ({ database }: Compared, side: Side, measure: Measure): Promise<Costing> => {
  const sideMs = (): number => side.pids.reduce((sum, pid) => sum + processorMsOf(pid), 0);
  const before = [sideMs(), processorMsOf(database.pid)] as const;
  const result = await measure(side);
  return {
    ...result,
    costMs: sideMs() - before[0],
    databaseMs: processorMsOf(database.pid) - before[1],
  };
};

const tellOf = (name: string, mine: readonly Costing[], floor: readonly Costing[]): void => {
  const of = (pick: (one: Costing) => number, digits = 1): string => median(mine.map(pick)).toFixed(digits);
  const ratio = (pick: (one: Measured) => number): string =>
    median(mine.flatMap((one, at) => (floor[at] === undefined ? [] : [pick(one) / pick(floor[at])]))).toFixed(2);
  say(
    `  ${name.padEnd(8)} ${of((r) => r.perSecond, 0)}/s, p50 ${of((r) => r.p50)}, p99 ${of((r) => r.p99)} ms, processor of each ${of((r) => r.costMs / r.count, 2)} ms, of the database ${of((r) => r.databaseMs / r.count, 2)} ms`,
  );
  if (name !== 'floor')
    say(
      `  ${''.padEnd(8)} ${ratio((r) => r.perSecond)} of the floor's rate, ${ratio((r) => r.p50)} times its p50, ${ratio((r) => r.p99)} times its p99`,
    );
};
