import { expect, test } from 'vitest';
import { stopPostmaster } from './stop-postmaster.ts';
import { fakePostmaster } from './testing/fake-postmaster.ts';

test('one that obeys is asked once', async () => {
  const postmaster = fakePostmaster();
  expect(await stopPostmaster(postmaster, 1_000)).toBe('SIGINT');
  expect(postmaster.signals).toEqual(['SIGINT']);
});

test('one that does not is ended harder, within the time given', async () => {
  const postmaster = fakePostmaster({ obeys: 'SIGKILL' });
  const begun = performance.now();
  expect(await stopPostmaster(postmaster, 60)).toBe('SIGKILL');
  expect(postmaster.signals).toEqual(['SIGINT', 'SIGQUIT', 'SIGKILL']);
  expect(performance.now() - begun).toBeLessThan(500);
});
