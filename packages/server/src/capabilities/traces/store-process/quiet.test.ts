import { expect, test } from 'vitest';
import { createQuiet } from './quiet.ts';

const never = new Promise<never>(() => {});
const timeSince = (since: number): number => performance.now() - since;

test('nothing waits where nobody asks', async () => {
  const quiet = createQuiet({ elapsed: () => 0 });
  await expect(quiet.wait(1e9)).resolves.toBeUndefined();
});

test('work waits until the last answer is a while ago', async () => {
  let elapsed = 0;
  const quiet = createQuiet({ elapsed: () => elapsed });
  const answer = Promise.withResolvers<void>();
  const asked = quiet.during(answer.promise);
  let isDone = false;
  const waiting = quiet.wait(50).then(() => (isDone = true));

  answer.resolve();
  await asked;
  expect(isDone).toBe(false);

  elapsed = 100;
  await expect(waiting).resolves.toBe(true);
});

test('a question that failed is over', async () => {
  let elapsed = 0;
  const quiet = createQuiet({ elapsed: () => elapsed });
  await quiet.during(Promise.reject(new Error('no')));
  elapsed = 100;
  await expect(quiet.wait(1e9)).resolves.toBeUndefined();
});

test('work goes on after some times its own time, however much is asked', async () => {
  const quiet = createQuiet({ elapsed: () => performance.now() });
  void quiet.during(never);
  const since = performance.now();
  await quiet.wait(2);
  expect(timeSince(since)).toBeGreaterThanOrEqual(18);
});

test('nothing waits once all is to end', async () => {
  const quiet = createQuiet({ elapsed: () => 0 });
  void quiet.during(never);
  quiet.end();
  await expect(quiet.wait(1e9)).resolves.toBeUndefined();
});
