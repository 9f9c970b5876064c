import { expect, test } from 'vitest';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { createAfterwards } from './afterwards.ts';

test('what is left is done before it is closed, once, and what fails ends nothing', async () => {
  const afterwards = createAfterwards(silentLog, 60_000);
  const done: string[] = [];
  afterwards.do('one', async () => void done.push('one'));
  afterwards.do('two', async () => Promise.reject(new Error('no')));
  afterwards.do('three', async () => void done.push('three'));
  await afterwards.close();
  await afterwards.close();
  expect(done).toEqual(['one', 'three']);
});

test('it is done after a while by itself', async () => {
  const afterwards = createAfterwards(silentLog, 20);
  const done: string[] = [];
  afterwards.do('one', async () => void done.push('one'));
  expect(done).toEqual([]);
  await expect.poll(() => done).toEqual(['one']);
});
