import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, test } from 'vitest';
import type { Database } from '../../database/database.ts';
import { createFindTarget } from './find-target.ts';
import { createGate } from './gate.ts';
import type { WebhookTargets } from './targets.ts';

test('so many at once, the others in order, and a failure gives its place on', async () => {
  const inTurn = createGate(2);
  const begun: number[] = [];
  const go = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
  const work = go.map(({ promise }, nth) =>
    inTurn(async () => {
      begun.push(nth);
      await promise;
    }),
  );
  expect(begun).toEqual([0, 1]);
  go[1]?.reject(new Error('no'));
  await expect(work[1]).rejects.toThrow('no');
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (const { resolve } of go) resolve();
  await Promise.all([work[0], work[2], work[3]]);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('who asks at the same time shares an answer, and who asks later is told how it is then', async () => {
  const workspace = 'w' as WorkspaceId;
  let asked = 0;
  const about: string[][] = [];
  const targets: WebhookTargets = {
    of: async (_tx, _type, objects) => {
      about.push([...objects]);
      const [url, secrets] = [`http://${(asked += 1)}`, ['whsec_'] as const];
      return [
        { id: 't', url, secrets },
        { id: 'of a', url, secrets, object: 'a' },
      ];
    },
  };
  // the question is all that is looked at
  const database = { forWorkspace: () => ({ read: (fn: (tx: unknown) => unknown) => fn({}) }) } as unknown as Database;
  const find = createFindTarget(database, targets, createGate(1));
  const [a, b] = [
    { type: 'x', object: 'a' },
    { type: 'x', object: 'b' },
  ];
  const [one, two] = await Promise.all([find(workspace, 't', a), find(workspace, 't', b)]);
  expect([one?.url, two?.url]).toEqual(['http://1', 'http://1']);
  expect((await find(workspace, 'of a', a))?.url).toBe('http://2');
  expect(await find(workspace, 'of a', b)).toBeUndefined();
  expect(await find(workspace, 'other', a)).toBeUndefined();
  expect(about).toEqual([['a', 'b'], ['a'], ['b'], ['a']]);
});
