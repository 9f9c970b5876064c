import type { WorkspaceId } from '@holdfast/protocol/ids';
import { expect, onTestFinished, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { systemClock } from '../clock/clock.ts';
import { newWorkspace, useRoom } from '../database/testing.ts';
import { createIds } from '../ids/uuid7.ts';
import type { Log } from '../log/log.ts';
import { createAudit } from './audit.ts';
import type { Sealer } from './sealer.ts';
import { anAct, openSealer, unsealedTrail, writeChain } from './testing/chain.ts';
import { verifyChain } from './verify.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

const closedAfter = (sealer: Sealer): Sealer => {
  onTestFinished(() => sealer.close());
  return sealer;
};
const unsealed = async (workspace: WorkspaceId): Promise<number> =>
  (
    (
      await ground.as(
        'admin',
        'select count(*)::int as many from holdfast.audit_entries where workspace_id = $1 and number is null',
        [workspace],
      )
    ).rows[0] as { many: number }
  ).many;

/** A log that keeps what was said. */
const listening = () => {
  const heard: Record<string, unknown>[] = [];
  const hear = (fields: object) => void heard.push(fields as Record<string, unknown>);
  return { heard, log: { ...silentLog, info: hear, warn: hear } as unknown as Log };
};

test('an act is in the chain a moment after its commit, and none that was rolled back', async () => {
  const workspace = newWorkspace();
  const audit = createAudit(closedAfter(openSealer(room)), createIds(systemClock));
  await room.forWorkspace(workspace).write((tx) => audit.add(tx, anAct()));
  await expect.poll(() => unsealed(workspace)).toBe(0);
  await expect(
    room.forWorkspace(workspace).write(async (tx) => {
      await audit.add(tx, anAct());
      throw new Error('given up');
    }),
  ).rejects.toThrow('given up');
  expect(await verifyChain(room, workspace)).toMatchObject({ holds: true, entries: 1 });
});

test('what a node left that died after the commit is sealed by the next look of any', async () => {
  const [one, other] = [newWorkspace(), newWorkspace()];
  const lost = unsealedTrail();
  for (const workspace of [one, other])
    for (let count = 0; count < 3; count += 1) await room.forWorkspace(workspace).write((tx) => lost.add(tx, anAct()));
  closedAfter(openSealer(room, { lookEveryMs: 20 }));
  await expect.poll(async () => (await unsealed(one)) + (await unsealed(other))).toBe(0);
});

test('two that seal at once make one chain, of thousands of entries that many write', { timeout: 60_000 }, async () => {
  const workspace = newWorkspace();
  const sealers = [
    closedAfter(openSealer(room, { lookEveryMs: 10 })),
    closedAfter(openSealer(room, { lookEveryMs: 10 })),
  ];
  const trails = sealers.map((sealer) => createAudit(sealer, createIds(systemClock)));
  const writer = async (audit: (typeof trails)[number] | undefined) => {
    for (let count = 0; count < 60; count += 1)
      await room.forWorkspace(workspace).write(async (tx) => {
        for (let each = 0; each < 10; each += 1) await audit?.add(tx, anAct());
      });
  };
  await Promise.all([writer(trails[0]), writer(trails[1]), writer(trails[0]), writer(trails[1])]);
  await expect.poll(() => unsealed(workspace)).toBe(0);
  expect(await verifyChain(room, workspace)).toMatchObject({ holds: true, entries: 2400, head: { number: 2400 } });
});

test('a chain that was tampered with is complained about, and holds up no other', async () => {
  const [broken, fine] = [newWorkspace(), newWorkspace()];
  await writeChain(room, broken, 2);
  await ground.as('admin', 'delete from holdfast.audit_heads where workspace_id = $1', [broken]);
  const lost = unsealedTrail();
  for (const workspace of [broken, fine]) await room.forWorkspace(workspace).write((tx) => lost.add(tx, anAct()));
  const { heard, log } = listening();
  closedAfter(openSealer(room, { log, lookEveryMs: 20 }));
  await expect.poll(() => unsealed(fine)).toBe(0);
  await expect
    .poll(() => heard)
    .toContainEqual(expect.objectContaining({ event: 'audit_unsealed', workspace: broken }));
  await ground.as('admin', 'delete from holdfast.audit_personal where workspace_id = $1', [broken]);
  await ground.as('admin', 'delete from holdfast.audit_entries where workspace_id = $1', [broken]);
});

test('where chains end is said now and then, when they moved, and once more at the end', async () => {
  const workspace = newWorkspace();
  const { heard, log } = listening();
  const sealer = openSealer(room, { log, lookEveryMs: 10, headsEveryMs: 10 });
  const audit = createAudit(sealer, createIds(systemClock));
  const heads = () => heard.filter(({ event, workspace: of }) => event === 'audit_head' && of === workspace);
  await room.forWorkspace(workspace).write((tx) => audit.add(tx, anAct()));
  await expect.poll(() => heads().length).toBe(1);
  const { head } = await verifyChain(room, workspace);
  expect(heads()[0]).toMatchObject({ ...head });
  await sealer.close();
  expect(heads()).toHaveLength(1);
});
