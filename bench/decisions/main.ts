import { parseArgs } from 'node:util';
import { besides } from '../../packages/proving/src/decisions/start-bare-endpoint.ts';
import { processorMsOf } from '../lib/processor-time.ts';
import { applyRequests, median } from '../lib/load.ts';
import { percentiles } from '../lib/percentiles.ts';
import { onGround, say, type Ground } from './ground.ts';
import { inLanes } from './in-lanes.ts';
import { createOurs } from './sides/ours.ts';
import type { Side, Sides } from './sides/side.ts';
import { startFloor } from './sides/start-floor.ts';
import { startTool, type Tool } from './start-tool.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'submissions,resumed,one' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    decisions: { type: 'string', default: '2000' },
  },
});
const ROUNDS = Number(values.rounds);
const CONNECTIONS = 50;
const ONE_BY_ONE = 200;

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
}

type Measure = (side: Side) => Promise<Measured>;

const submissions: Measure = async (side) => {
  const { url, submit: next } = side;
  const load = await applyRequests({
    url,
    next,
    connections: CONNECTIONS,
    milliseconds: Number(values.seconds) * 1000,
  });
  if (load.failures > 0) throw new Error(`${load.failures} submissions failed`);
  return { ...load, count: load.requests };
};

/** From the click until it is recorded that the tool was called; p50 and p99 from the click until the tool has the call. */
const resumed =
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

/** In turn, so that whatever else the machine does meets both. */
const compare = async (what: string, { sides, database }: Compared, measure: Measure): Promise<void> => {
  const results: Record<keyof Sides, (Measured & Cost)[]> = { ours: [], floor: [] };
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const name of ['floor', 'ours'] as const) {
      const before = [processorMsOf(sides[name].pid), processorMsOf(database.pid)] as const;
      const result = await measure(sides[name]);
      const costMs = processorMsOf(sides[name].pid) - before[0];
      const databaseMs = processorMsOf(database.pid) - before[1];
      // the first round warms both
      if (round > 0) results[name].push({ ...result, costMs, databaseMs });
    }
  const of = (name: keyof Sides, pick: (one: Measured & Cost) => number): number => median(results[name].map(pick));
  say(what);
  for (const name of ['ours', 'floor'] as const)
    say(
      `  ${name.padEnd(6)} ${of(name, (r) => r.perSecond).toFixed(0)}/s, p50 ${of(name, (r) => r.p50).toFixed(1)}, p99 ${of(name, (r) => r.p99).toFixed(1)} ms, processor of each ${of(name, (r) => r.costMs / r.count).toFixed(2)} ms, of the database ${of(name, (r) => r.databaseMs / r.count).toFixed(2)} ms`,
    );
  const ratio = (pick: (one: Measured) => number): string =>
    median(
      results.ours.map((mine, at) => pick(mine) / pick(results.floor[at] ?? { ...mine, perSecond: Number.NaN })),
    ).toFixed(2);
  say(
    `  ratio  ${ratio((r) => r.perSecond)} of its rate, ${ratio((r) => r.p50)} times its p50, ${ratio((r) => r.p99)} its p99`,
  );
};

interface Cost {
  readonly costMs: number;
  readonly databaseMs: number;
}

interface Compared {
  readonly sides: Sides;
  readonly database: Ground['database'];
}

await onGround(async ({ database, node, house }) => {
  const tool = await startTool();
  const floor = await startFloor(await besides(database, 'floor'), tool.url);
  const compared = { sides: { ours: createOurs(house, node.pid, tool.url), floor }, database };
  const isWanted = (phase: string): boolean => values.only.split(',').includes(phase);
  try {
    if (isWanted('submissions')) await compare(`submissions, ${CONNECTIONS} connections`, compared, submissions);
    if (isWanted('resumed'))
      await compare(
        `resumed, ${CONNECTIONS} at once; times from the click until the tool is called`,
        compared,
        resumed(tool, Number(values.decisions), CONNECTIONS),
      );
    if (isWanted('one')) await compare('resumed, one after the other', compared, resumed(tool, ONE_BY_ONE, 1));
  } finally {
    await floor.stop();
    await tool.stop();
  }
});
