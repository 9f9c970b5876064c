import { expect, test } from 'vitest';
import { Failure } from '../failure.ts';
import { createTurns } from './turns.ts';

const busy = () => new Failure('sign_in_busy', { retryAfterSeconds: 5 });

/** Work that is done when the test says so, and what was begun in which order. */
const ground = (atOnce: number, mostWaiting = 100) => {
  const turns = createTurns({ atOnce, mostWaiting, busy });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    async ask(name: string, waiting: { lane?: string; signal?: AbortSignal } = {}): Promise<string> {
      return turns.inTurn(async () => {
        begun.push(name);
        await new Promise<void>((resolve) => void ends.set(name, resolve));
        return name;
      }, waiting);
    },
    async end(name: string): Promise<void> {
      await expect.poll(() => ends.has(name)).toBe(true);
      ends.get(name)?.();
    },
  };
};

test('only so many work at once, and the rest in the order of their coming', async () => {
  const { ask, end, begun } = ground(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => ask(name));
  expect(begun).toEqual(['a', 'b']);
  for (const name of ['a', 'b', 'c', 'd']) await end(name);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

test('whoever sends one does not wait for all of one who sends many', async () => {
  const { ask, end, begun } = ground(1);
  const all = ['a1', 'a2', 'a3', 'a4'].map((name) => ask(name, { lane: 'a' }));
  all.push(ask('b1', { lane: 'b' }));
  for (const name of ['a1', 'a2', 'b1', 'a3', 'a4']) await end(name);
  await Promise.all(all);
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
});

test('when as many wait as may, the one who has most of them makes room', async () => {
  const { ask, end } = ground(1, 3);
  const running = ask('first');
  const [one, two, three] = ['a1', 'a2', 'a3'].map((name) => ask(name, { lane: 'a' }));
  const other = ask('b1', { lane: 'b' });
  await expect(three).rejects.toMatchObject({
    code: 'sign_in_busy',
    details: { retryAfterSeconds: 5 },
  });
  await expect(ask('a4', { lane: 'a' })).rejects.toMatchObject({ code: 'sign_in_busy' });
  for (const name of ['first', 'a1', 'b1', 'a2']) await end(name);
  expect(await Promise.all([running, one, two, other])).toEqual(['first', 'a1', 'a2', 'b1']);
});

test('who hangs up gives their place back, and is not begun', async () => {
  const { ask, end, begun } = ground(1);
  const gone = new AbortController();
  const running = ask('first');
  const waiting = ask('gone', { signal: gone.signal });
  const next = ask('next');
  gone.abort(new Error('hung up'));
  await expect(waiting).rejects.toThrow('hung up');
  for (const name of ['first', 'next']) await end(name);
  await Promise.all([running, next]);
  expect(begun).toEqual(['first', 'next']);
});

test('who has hung up before does not begin, and takes nobody\u2019s turn', async () => {
  const { ask, end, begun } = ground(1);
  await expect(ask('late', { signal: AbortSignal.abort(new Error('hung up')) })).rejects.toThrow('hung up');
  const next = ask('next');
  await end('next');
  await next;
  expect(begun).toEqual(['next']);
});

test('work that fails gives its turn on', async () => {
  const turns = createTurns({ atOnce: 1, mostWaiting: 10, busy });
  const failing = turns.inTurn(async () => Promise.reject(new Error('no')));
  const next = turns.inTurn(async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});

test('how long each waited is told', async () => {
  const waited: number[] = [];
  const turns = createTurns({
    atOnce: 1,
    mostWaiting: 10,
    busy,
    onBegun: (seconds) => void waited.push(seconds),
  });
  const work = () => new Promise<void>((resolve) => void setImmediate(resolve));
  await Promise.all([turns.inTurn(work), turns.inTurn(work)]);
  expect(waited).toHaveLength(2);
  expect(waited[1]).toBeGreaterThan(waited[0] ?? Number.NaN);
});
