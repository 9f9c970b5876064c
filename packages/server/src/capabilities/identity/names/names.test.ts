import { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Read } from '../../../platform/database/transaction.ts';
import { createNames } from './names.ts';

const [ann, bob, nobody] = [randomUUID(), randomUUID(), randomUUID()];

/** A transaction that says how often it was asked, and of whom. */
const asking = (
  workspace = WorkspaceId.parse(randomUUID()),
  called = new Map([
    [ann, 'Ann'],
    [bob, 'Bob'],
  ]),
) => {
  let looks = 0;
  const tx = {
    workspace,
    many: async () => {
      looks += 1;
      return [...called].map(([id, name]) => ({ id, name }));
    },
  } as unknown as Read;
  return { tx, called, looks: () => looks };
};

const clockAt = (now: { ms: number }) => ({ elapsed: () => now.ms, now: () => now.ms }) as never;

test('a name costs one look a second, and nobody in another workspace is shown it', async () => {
  const now = { ms: 0 };
  const { namesOf } = createNames(clockAt(now));
  const { tx, looks } = asking();
  expect((await namesOf(tx, [ann, ann])).get(ann)).toBe('Ann');
  now.ms = 999;
  expect((await namesOf(tx, [ann, bob])).get(bob)).toBe('Bob');
  expect(looks()).toBe(1);
  now.ms = 1000;
  await namesOf(tx, [ann]);
  expect(looks()).toBe(2);
  const other = asking(undefined, new Map());
  expect([...(await namesOf(other.tx, [ann]))]).toEqual([]);
});

test('whoever has no name is looked for each time', async () => {
  const { namesOf } = createNames(clockAt({ ms: 0 }));
  const { tx, called, looks } = asking();
  expect((await namesOf(tx, [nobody])).get(nobody)).toBeUndefined();
  called.set(nobody, 'Carol');
  expect((await namesOf(tx, [nobody])).get(nobody)).toBe('Carol');
  expect(looks()).toBe(2);
});

test('what was on its way when names changed is answered, and not kept', async () => {
  const names = createNames(clockAt({ ms: 0 }));
  const { tx, called, looks } = asking();
  const onItsWay = names.namesOf(tx, [ann]);
  names.forget();
  expect((await onItsWay).get(ann)).toBe('Ann');
  called.set(ann, 'Anna');
  expect((await names.namesOf(tx, [ann])).get(ann)).toBe('Anna');
  expect(looks()).toBe(2);
});
