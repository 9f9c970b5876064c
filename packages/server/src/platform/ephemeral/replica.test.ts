import { expect, test } from 'vitest';
import { MOST_TTL_MS } from './demands.ts';
import { createReplica, type Entry, type Replica } from './replica.ts';

const SEED = 20_261_121;
const KEYS = ['a', 'b', 'c'];
const TTL_MS = 60_000;

/** mulberry32: the same seed gives the same history. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

const clockFrom = (now: () => number) => ({ now, elapsed: now });
const open = (node: string, now: () => number = () => 1_000_000): Replica =>
  createReplica({ clock: clockFrom(now), node, bounds: { entries: 100, bytes: 100_000 }, remembersDeleted: true });

const valuesOf = (replica: Replica): (string | undefined)[] => KEYS.map((key) => replica.find(key)?.value);

test(`replicas that heard the same writes hold the same, in whatever order they heard them (seed ${SEED})`, () => {
  const random = randomFrom(SEED);
  for (let round = 0; round < 300; round += 1) {
    // clocks that are apart, and one that stands still
    const writers = ['n1', 'n2', 'n3'].map((node, index) => open(node, () => 1_000_000 + index * 3));
    const said: Entry[] = [];
    for (let step = 0; step < 12; step += 1) {
      const writer = writers[random(3)];
      const key = KEYS[random(3)] ?? 'a';
      const entry = random(4) === 0 ? writer?.remove(key) : writer?.write(key, `${round}.${step}`, TTL_MS);
      if (entry !== undefined) said.push(entry);
      const heard = said[random(said.length)];
      if (heard !== undefined) writers[random(3)]?.merge(heard);
    }
    const shuffled = said.toSorted(() => random(3) - 1);
    const [one, other] = [open('x'), open('y')];
    for (const entry of said) one.merge(entry);
    for (const entry of [...shuffled, ...said]) other.merge(entry);
    for (const writer of writers) for (const entry of said) writer.merge(entry);
    for (const replica of [other, ...writers]) expect(valuesOf(replica)).toEqual(valuesOf(one));
  }
});

test('a write after one that was seen is newer, however far the other clock is ahead', () => {
  const [ahead, behind] = [open('ahead', () => 9_000_000), open('behind', () => 1_000_000)];
  behind.merge(ahead.write('a', 'theirs', TTL_MS));
  ahead.merge(behind.write('a', 'ours', TTL_MS));
  expect(ahead.find('a')?.value).toBe('ours');
});

test('a deletion is remembered for as long as any older value could live', () => {
  let now = 1_000_000;
  const replica = open('n', () => now);
  const long = replica.write('a', 'long', TTL_MS);
  replica.write('a', 'short', 10);
  now += 20;
  expect(replica.find('a')?.value).toBeUndefined();
  replica.merge(long);
  expect(replica.find('a')?.value).toBeUndefined();
  now += TTL_MS;
  replica.sweep();
  expect(replica.size()).toMatchObject({ entries: 0, bytes: 0 });
  expect(replica.remove('never seen').keepMs).toBe(MOST_TTL_MS);
});
