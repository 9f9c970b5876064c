import { randomUUID } from 'node:crypto';
import type { Patch } from '@holdfast/protocol/workflows/patches';
import type { Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { times, together } from '../../src/load.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import type { Random } from '../../src/run/random.ts';
import { scenario } from '../../src/scenario.ts';
import { inOrder, inventPatches, shuffled, sorted, stateAt, type Sent } from '../../src/workflows/patches.ts';

const NODES = 16;
/** Together more than are left without a fold. */
const EACH = 250;
const ALL = NODES * EACH;
const LARGEST_REQUEST = 40;
const MOMENTS = 12;
const PAGE = 200;

interface Counts {
  readonly recorded: number;
  readonly repeated: number;
  readonly differing: number;
}

const NOTHING: Counts = { recorded: 0, repeated: 0, differing: 0 };

/** One sender's way through its patches: some requests are sent again, as after a time-out. */
const sendAll = async (key: Caller, path: string, patches: readonly Sent[], random: Random): Promise<Counts> => {
  let counts = NOTHING;
  for (let place = 0; place < patches.length;) {
    const part = patches.slice(place, place + random.between(1, LARGEST_REQUEST));
    place += part.length;
    for (let again = random.between(0, 4) === 0 ? 2 : 1; again > 0; again -= 1) {
      const answer = await key.ask('POST', `${path}/patches`, { body: { patches: part } });
      const { recorded, repeated, differing } = expectBody<Counts>(answer, 200);
      counts = {
        recorded: counts.recorded + recorded,
        repeated: counts.repeated + repeated,
        differing: counts.differing + differing,
      };
    }
  }
  return counts;
};

type Arrival = (
  send: (patches: readonly Sent[], as: string) => Promise<Counts>,
  all: readonly Sent[],
) => Promise<Counts[]>;

const byNode = (all: readonly Sent[]): readonly (readonly Sent[])[] => [
  ...Map.groupBy(all, ({ node }) => node).values(),
];

/** The same patches, as they may come. */
const arrivalsOf = (random: Random): Readonly<Record<string, Arrival>> => ({
  'each node its own, all at once': (send, all) =>
    together(byNode(all).map((own) => () => send(own, own[0]?.node ?? ''))),
  'in any order, each twice, from eight at once': (send, all) =>
    times(8, (part) =>
      send(
        shuffled([...all, ...all], random.of('order')).filter((_patch, place) => place % 8 === part),
        `part ${part}`,
      ),
    ),
  'the last one first': async (send, all) => [await send(inOrder(all).toReversed(), 'one')],
});

const readPatches = async (key: Caller, path: string): Promise<readonly Patch[]> => {
  const patches: Patch[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await key.ask('GET', `${path}/patches?limit=${PAGE}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    const { items, next_cursor } = expectBody<{ items: Patch[]; next_cursor: string | null }>(page, 200);
    patches.push(...items);
    cursor = next_cursor;
  }
  return patches;
};

const nameOf = ({ time, node, sequence }: Pick<Sent, 'time' | 'node' | 'sequence'>): string =>
  `${time} ${node} ${sequence}`;

/** Every patch is there, once, in the order that is promised, with the place at which it came. */
const expectAllRecorded = (kept: readonly Patch[], all: readonly Sent[], arrival: string): void => {
  expectSame(kept.map(nameOf), inOrder(all).map(nameOf), `${arrival}: every patch is recorded once, in its place`);
  const patches = new Map(all.map((sent) => [nameOf(sent), sent.patch]));
  for (const one of kept)
    expectSame(sorted(one.patch), sorted(patches.get(nameOf(one))), `${nameOf(one)} is as it was`);
  expectSame(
    kept.map(({ received }) => received).toSorted((one, other) => one - other),
    Array.from({ length: all.length }, (_nothing, place) => place + 1),
    `${arrival}: patches are numbered as they came, without a gap`,
  );
};

const expectStates = async (key: Caller, path: string, all: readonly Sent[], moments: readonly string[]) => {
  let longest = 0;
  for (const at of moments) {
    const answer = await key.ask('GET', `${path}/state?at=${at}`);
    const { state, patches } = expectBody<{ state: unknown; patches: number }>(answer, 200);
    expectSame(sorted(state), sorted(stateAt(all, at)), `the state at ${at} is what the patches up to then make`);
    expectSame(patches, all.filter(({ time }) => time <= at).length, `the state at ${at} has all patches up to then`);
    longest = Math.max(longest, answer.milliseconds);
  }
  return longest;
};

export default scenario({
  id: 'TRC-08',
  kind: 'concurrency',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'When many nodes patch one workflow at once, every patch is recorded once, and the state at every moment is the same whatever order they arrive in.',
  async run({ lab, report, random }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const { first } = await setUpInstance(node);
    const key = await first.key(['traces:write', 'traces:read']);
    const all = inventPatches(random, NODES, EACH, Date.now() - 60_000);
    const moments = [...Array.from({ length: MOMENTS }, () => random.pick(all).time), '2100-01-01T00:00:00Z'];
    let [sent, longest] = [0, 0];
    const since = performance.now();
    for (const [arrival, arrive] of Object.entries(arrivalsOf(random))) {
      const path = `/api/v1/workflows/${randomUUID()}`;
      const counts = await arrive((patches, as) => sendAll(key, path, patches, random.of(as)), all);
      const sum = (name: keyof Counts): number => counts.reduce((total, one) => total + one[name], 0);
      expectSame([sum('recorded'), sum('differing')], [ALL, 0], `${arrival}: each patch was told to be recorded once`);
      sent += sum('recorded') + sum('repeated');
      longest = Math.max(longest, await expectStates(key, path, all, moments));
      expectAllRecorded(await readPatches(key, path), all, arrival);

      const changed = all.slice(0, 10).map((one) => ({ ...one, patch: { late: true } }));
      const told = expectBody<Counts>(await key.ask('POST', `${path}/patches`, { body: { patches: changed } }), 200);
      expectSame([told.recorded, told.differing], [0, 10], 'one that comes again and differs is told of');
      const future = [{ ...all[0], sequence: EACH, time: new Date(Date.now() + 600_000).toISOString() }];
      expectAnswer(await key.ask('POST', `${path}/patches`, { body: { patches: future } }), 422, 'invalid');
      await expectStates(key, path, all, moments.slice(-1));
    }
    report.figure('patches sent', sent);
    report.figure('time for all of it', (performance.now() - since) / 1000, 's');
    report.figure('longest time to a state', longest, 'ms');
  },
});
