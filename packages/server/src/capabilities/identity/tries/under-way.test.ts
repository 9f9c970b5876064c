import { expect, test } from 'vitest';
import { createUnderWay } from './under-way.ts';

const never = new AbortController().signal;

test('who is refused while nobody else is under way is refused', async () => {
  expect(await createUnderWay().begin('a').mayAskAgain(never)).toBe(false);
});

test('each that is given back lets the one ask again that waited longest', async () => {
  const underWay = createUnderWay();
  const [granted, other] = [underWay.begin('a'), underWay.begin('a')];
  const asked: string[] = [];
  const waiting = ['first', 'second'].map(async (name) => {
    const one = underWay.begin('a');
    if (await one.mayAskAgain(never)) asked.push(name);
    one.end(true);
  });
  expect(asked).toEqual([]);
  granted.end(true);
  await Promise.all(waiting);
  expect(asked).toEqual(['first', 'second']);
  other.end(false);
});

test('when the last was wrong, all who wait are refused, and none asks in vain', async () => {
  const underWay = createUnderWay();
  const granted = [underWay.begin('a'), underWay.begin('a')];
  const waiting = [1, 2, 3].map(() => underWay.begin('a').mayAskAgain(never));
  for (const one of granted) one.end(false);
  expect(await Promise.all(waiting)).toEqual([false, false, false]);
});

test('one that was given back while somebody asked lets them ask again, once', async () => {
  const underWay = createUnderWay();
  const granted = underWay.begin('a');
  const asking = underWay.begin('a');
  granted.end(true);
  expect(await asking.mayAskAgain(never)).toBe(true);
  expect(await asking.mayAskAgain(never)).toBe(false);
});

test('who hangs up waits no longer, and nobody is told in its place', async () => {
  const underWay = createUnderWay();
  const granted = underWay.begin('a');
  const gone = new AbortController();
  const left = underWay.begin('a').mayAskAgain(gone.signal);
  const stays = underWay.begin('a').mayAskAgain(never);
  gone.abort(new Error('hung up'));
  await expect(left).rejects.toThrow('hung up');
  granted.end(true);
  expect(await stays).toBe(true);
});
