import type { PrincipalId } from '@holdfast/protocol/ids';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../test/ground/database.ts';
import { silentLog } from '../../../../test/ground/silent-log.ts';
import { systemClock } from '../../../platform/clock/clock.ts';
import { newWorkspace, useRoom } from '../../../platform/database/testing.ts';
import { createIds } from '../../../platform/ids/uuid7.ts';
import { createJobs } from '../../../platform/jobs/jobs.ts';
import type { NotificationsParts } from '../parts.ts';
import type { Notice } from './notice.ts';
import { createNotify } from './notify.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl, { connections: 10 });
const makeId = createIds(systemClock);

/** As much of the parts as telling needs; what it tells live is heard by nobody. */
const notify = createNotify({
  jobs: createJobs(makeId),
  makeId,
  log: silentLog,
  mail: { isConfigured: true },
  live: { publish: async () => undefined },
  metrics: { count: () => undefined },
} as unknown as NotificationsParts);

const member = (): PrincipalId => makeId() as PrincipalId;

const notice = (to: readonly PrincipalId[], cause: string): Notice => ({
  to,
  cause,
  topic: 'decision_urgent',
  title: 'Title',
  text: 'Text',
  path: '/decisions/1',
  object: makeId(),
});

const countsIn = (workspace: ReturnType<typeof newWorkspace>) =>
  room.forWorkspace(workspace).read((tx) =>
    tx.one(sql<{ told: number; mails: number }>`
      select (select count(*) from notifications.notifications where workspace_id = ${tx.workspace}) as told,
             (select count(*) from holdfast.jobs where workspace_id = ${tx.workspace}) as mails`),
  );

test('whoever is told twice for the same, also at once, is told once and mailed once', async () => {
  const workspace = newWorkspace();
  const [ada, ben] = [member(), member()];
  const twice = [notice([ada, ben], 'the same'), notice([ada], 'the same')];
  await Promise.all(twice.map((one) => room.forWorkspace(workspace).write((tx) => notify.tell(tx, [one]))));
  await room.forWorkspace(workspace).write((tx) => notify.tell(tx, twice));
  expect(await countsIn(workspace)).toEqual({ told: 2, mails: 2 });
  await room.forWorkspace(workspace).write((tx) => notify.tell(tx, [notice([ada], 'another')]));
  expect(await countsIn(workspace)).toEqual({ told: 3, mails: 3 });
});

test('what is undone was told to nobody', async () => {
  const workspace = newWorkspace();
  const undone = room.forWorkspace(workspace).write(async (tx) => {
    await notify.tell(tx, [notice([member()], 'undone')]);
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await countsIn(workspace)).toEqual({ told: 0, mails: 0 });
});

test('thirty mails an hour, and then the inbox alone', async () => {
  const workspace = newWorkspace();
  const ada = member();
  for (let hour = 0; hour < 2; hour += 1)
    await room.forWorkspace(workspace).write((tx) =>
      notify.tell(
        tx,
        Array.from({ length: 20 }, (_, at) => notice([ada], `${hour} ${at}`)),
      ),
    );
  expect(await countsIn(workspace)).toEqual({ told: 40, mails: 30 });
});
