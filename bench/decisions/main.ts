import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { act, A_REFUND, DECISIONS, openHouse, submit, type House } from '../../packages/proving/src/decisions/house.ts';
import { setUpInstance } from '../../packages/proving/src/identity/instance.ts';
import type { Member } from '../../packages/proving/src/identity/space.ts';
import { createLab, createSharedLab, type Lab } from '../../packages/proving/src/lab/lab.ts';
import { ENTRIES } from '../../packages/proving/src/lab/repository.ts';
import { applyRequests, median, requestOf, type LoadResult } from '../lib/load.ts';
import { percentiles } from '../lib/percentiles.ts';

const ROUNDS = Number(process.argv[2] ?? 3);
const MILLISECONDS = Number(process.argv[3] ?? 4000);
const CONNECTIONS = 50;
const WAITS = 300;
const CAP_SECONDS = 1_800;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const BODY = JSON.stringify(A_REFUND);

/** Both sides answer the same two requests, over the same database. */
interface Side {
  readonly submit: () => Buffer;
  readonly approve: (id: string) => Buffer;
  readonly url: URL;
  /** Decisions that wait, made before they are counted. */
  readonly waiting: (count: number) => Promise<string[]>;
}

const startFloor = async (databaseUrl: string): Promise<Side & { stop(): Promise<void> }> => {
  const child = fork(fileURLToPath(new URL('floor.ts', import.meta.url)), [databaseUrl], {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url: base }] = (await once(child, 'message')) as [{ url: string }];
  const url = new URL('/decisions', base);
  return {
    url,
    submit: () => requestOf('POST', url, {}, BODY),
    approve: (id) => requestOf('POST', new URL(`/decisions/${id}/approve`, base), {}, '{}'),
    waiting: (count) =>
      inParts(count, async () => {
        const answer = await fetch(url, { method: 'POST', body: BODY });
        return ((await answer.json()) as { id: string }).id;
      }),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};

const oursOf = ({ agent, analysts: [ada] }: House): Side => {
  const url = new URL(DECISIONS, agent.place.url);
  const asking = { authorization: `Bearer ${agent.token}` };
  const deciding = { authorization: `Bearer ${(ada as Member).token}`, 'if-match': '"1"' };
  return {
    url,
    submit: () => requestOf('POST', url, asking, BODY),
    approve: (id) => requestOf('POST', new URL(`${DECISIONS}/${id}/approve`, url), deciding, '{}'),
    waiting: (count) => inParts(count, async () => (await submit(agent)).id),
  };
};

const inParts = async (count: number, make: () => Promise<string>): Promise<string[]> => {
  const made: string[] = [];
  while (made.length < count) made.push(...(await Promise.all(Array.from({ length: CONNECTIONS }, make))));
  return made;
};

const submissions = (side: Side): Promise<LoadResult> =>
  applyRequests({ url: side.url, next: side.submit, connections: CONNECTIONS, milliseconds: MILLISECONDS });

const approvals = async (side: Side, count: number): Promise<LoadResult> => {
  const ids = await side.waiting(count);
  const next = (): Buffer | undefined => {
    const id = ids.pop();
    return id === undefined ? undefined : side.approve(id);
  };
  return applyRequests({ url: side.url, next, connections: CONNECTIONS, milliseconds: 60_000 });
};

const compare = async (what: string, sides: Sides, measure: (side: Side) => Promise<LoadResult>): Promise<void> => {
  const results: Record<keyof Sides, LoadResult[]> = { ours: [], floor: [] };
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const name of ['floor', 'ours'] as const) {
      const result = await measure(sides[name]);
      // the first round warms both
      if (round > 0) results[name].push(result);
    }
  const of = (name: keyof Sides): string => {
    const each = (pick: (result: LoadResult) => number): number => median(results[name].map(pick));
    const failures = results[name].reduce((sum, one) => sum + one.failures, 0);
    return `${each((r) => r.perSecond).toFixed(0)}/s, p50 ${each((r) => r.p50).toFixed(1)}, p99 ${each((r) => r.p99).toFixed(1)} ms, ${failures} failures`;
  };
  const ratio = median(
    results.ours.map(({ perSecond }, at) => perSecond / (results.floor[at]?.perSecond ?? Number.NaN)),
  );
  say(
    `${what}, ${CONNECTIONS} connections\n  ours   ${of('ours')}\n  floor  ${of('floor')}\n  ratio  ${ratio.toFixed(2)}`,
  );
};

interface Sides {
  readonly ours: Side;
  readonly floor: Side;
}

/** From the click that approves to the asker who waits for it. */
const heard = async ({ agent, analysts: [ada] }: House): Promise<void> => {
  const fromClick: number[] = [];
  for (let nth = 0; nth < WAITS; nth += 1) {
    const decision = await submit(agent);
    const waiting = agent.ask('GET', `${DECISIONS}/${decision.id}/wait?timeout_s=30`).then(() => performance.now());
    const clicked = performance.now();
    const [at] = await Promise.all([waiting, act(ada as Member, decision, 'approve')]);
    fromClick.push(at - clicked);
  }
  const { p50, p99 } = percentiles(fromClick);
  say(
    `approved until the asker who waits has it: p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms (${WAITS} one after the other)`,
  );
};

const run = async (lab: Lab): Promise<void> => {
  const database = await lab.database();
  const node = await lab.node({ entry: 'product', database });
  const house = await openHouse(await setUpInstance(node), 'Bench');
  const floor = await startFloor(database.ownerUrl);
  try {
    const sides = { ours: oursOf(house), floor };
    await compare('submissions', sides, submissions);
    await compare('approvals', sides, (side) => approvals(side, 4_000));
    await heard(house);
  } finally {
    await floor.stop();
  }
};

const shared = createSharedLab(ENTRIES, {});
process.once('exit', () => shared.close());
const lab = createLab(shared, AbortSignal.timeout(CAP_SECONDS * 1000), 'disk');
try {
  await run(lab);
} finally {
  await lab.close();
  shared.close();
}
