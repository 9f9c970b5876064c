import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { useRoom } from '../database/testing.ts';
import { defineJob } from './define-job.ts';
import { defineSchedule, ScheduledPayload, timesDue, type Schedule } from './define-schedule.ts';
import { HOUSEKEEPING } from './housekeeping.ts';
import { keepSchedules } from './keep-schedules.ts';
import { useWorkers } from './testing/workers.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const workers = useWorkers(ground, room);

const job = defineJob({ name: 'test.by_the_clock', payload: ScheduledPayload });
const HOUR = 3_600_000;
const hourly = (missed: Schedule['missed']): Schedule =>
  defineSchedule({ name: `hourly ${missed}`, job, everyMs: HOUR, missed });

const keep = (schedules: readonly Schedule[]) =>
  keepSchedules({ database: room, jobs: workers.jobs, schedules, log: silentLog });
const makeDue = (name: string, since: string) =>
  ground.as('owner', 'update holdfast.schedules set next_at = now() - $2::interval where name = $1', [name, since]);
const isDue = async (): Promise<number | null> =>
  (await ground.as('owner', 'select from holdfast.schedules where next_at < now()')).rowCount;

test('whoever looks first keeps the time, and the others do not', async () => {
  const schedule = hourly('once');
  const keepers = await Promise.all(Array.from({ length: 4 }, () => keep([schedule])));
  await makeDue(schedule.name, '3 hours 20 minutes');
  for (const keeper of keepers) keeper.now();
  await expect.poll(isDue, { timeout: 4000 }).toBe(0);
  await Promise.all(keepers.map((keeper) => keeper.stop()));
  expect(await workers.see()).toMatchObject([{ state: 'waiting' }]);
});

test.each([
  ['once', '3 hours 20 minutes', 1],
  ['skip', '20 minutes', 0],
  ['skip', '2 seconds', 1],
  ['all', '3 hours 20 minutes', 4],
] as const)('of times missed, %s after %s gives %i jobs', async (missed, since, expected) => {
  const schedule = { ...hourly(missed), next: (after: number) => after + HOUR };
  const keeper = await keep([schedule]);
  await makeDue(schedule.name, since);
  keeper.now();
  await expect.poll(isDue, { timeout: 4000 }).toBe(0);
  await keeper.stop();
  expect(await workers.see()).toHaveLength(expected);
});

test('a schedule keeps its next time over a restart, unless its timing has changed', async () => {
  const nextOf = async () =>
    (await ground.as('owner', `select next_at::text from holdfast.schedules where name = 'x'`)).rows;
  const schedule = defineSchedule({ name: 'x', job, cron: '0 3 * * *', missed: 'skip' });
  await (await keep([schedule])).stop();
  await ground.as(
    'owner',
    `update holdfast.schedules set next_at = next_at - interval '1 microsecond' where name = 'x'`,
  );
  const kept = await nextOf();
  await (await keep([schedule])).stop();
  expect(await nextOf()).toEqual(kept);
  await (await keep([defineSchedule({ name: 'x', job, cron: '0 4 * * *', missed: 'skip' })])).stop();
  expect(await nextOf()).toEqual([{ next_at: expect.stringMatching(/ 04:00:00\+00$/) as string }]);
});

test('a time that was set while the clock ran far ahead is brought back', async () => {
  const schedule = defineSchedule({ name: 'ahead', job, everyMs: HOUR, missed: 'once' });
  const keeper = await keep([schedule]);
  await ground.as(
    'owner',
    `update holdfast.schedules set next_at = next_at + interval '20 years' where name = 'ahead'`,
  );
  const isAhead = async () =>
    (
      await ground.as(
        'owner',
        `select from holdfast.schedules where name = 'ahead' and next_at > now() + interval '1 hour'`,
      )
    ).rowCount;
  expect(await isAhead()).toBe(1);
  keeper.now();
  await expect.poll(isAhead, { timeout: 4000 }).toBe(0);
  await keeper.stop();
});

test('a time that comes ever again is reckoned without end', () => {
  const schedule = defineSchedule({ name: 'y', job, everyMs: 1000, missed: 'once' });
  expect(timesDue(schedule, 0, 10 * 365 * 24 * HOUR)).toHaveLength(1);
});

test('housekeeping removes finished jobs and kept answers whose day is over, and no others', async () => {
  const [job1, job2, workspace] = [randomUUID(), randomUUID(), randomUUID()];
  const columns = 'queue, name, state, priority, attempts, max_attempts, losses, history, log, created_at, run_at';
  for (const [id, age] of [
    [job1, '25 hours'],
    [job2, '23 hours'],
  ])
    await ground.as(
      'owner',
      `insert into holdfast.finished_jobs (workspace_id, id, finished_at, ${columns})
       values ($1, $2, now() - $3::interval, 'old', 'old', 'done', 0, 1, 5, 0, '[]', '[]', now(), now())`,
      [workspace, id, age],
    );
  for (const age of ['25 hours', '23 hours'])
    await ground.as(
      'owner',
      `insert into holdfast.idempotency_keys (workspace_id, id, principal_id, operation, path, key, fingerprint, status, headers, created_at)
       values ($1, gen_random_uuid(), gen_random_uuid(), 'o', 'p', 'k', '', 200, '{}', now() - $2::interval)`,
      [workspace, age],
    );
  await workers.start(HOUSEKEEPING.handlers);
  const keeper = await keep(HOUSEKEEPING.schedules);
  await makeDue('sweep', '1 second');
  keeper.now();
  const left = async () => [
    (await ground.as('owner', `select id from holdfast.finished_jobs where queue = 'old'`)).rows,
    (await ground.as('owner', 'select from holdfast.idempotency_keys')).rowCount,
  ];
  await expect.poll(left, { timeout: 5000 }).toEqual([[{ id: job2 }], 1]);
  await keeper.stop();
});

test('whoever may sweep removes nothing of any workspace before its time', async () => {
  const done = `insert into holdfast.finished_jobs (workspace_id, id, queue, name, state, priority, attempts, max_attempts, losses, history, log,
                                                     created_at, run_at, finished_at)
                values (gen_random_uuid(), gen_random_uuid(), 'q', 'n', 'done', 0, 1, 1, 0, '[]', '[]', now(), now(), now())`;
  await ground.as('owner', done);
  const { rows } = await ground.as('app', `select holdfast.sweep_finished_jobs('-1 year', 100) as swept`);
  expect(rows).toEqual([{ swept: 0 }]);
});
