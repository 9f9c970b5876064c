import { FeedId, FeedPullId } from '@holdfast/protocol/knowledge/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import { createJobs } from '../../../../platform/jobs/jobs.ts';
import { createOutbox } from '../../../../platform/outbox/outbox.ts';
import { createMetrics } from '../../../../platform/telemetry/metrics.ts';
import type { FeedsParts } from '../parts.ts';
import { ATTEMPT_JOB } from './jobs.ts';
import { settlePulls } from './settle.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);
const jobs = createJobs(randomUUID);

const addPull = async (workspace: WorkspaceId, hasJob: boolean): Promise<FeedPullId> => {
  const [feed, pull] = [FeedId.parse(randomUUID()), FeedPullId.parse(randomUUID())];
  await ground.as(
    'admin',
    `insert into knowledge.feeds (workspace_id, id, name, url, every_minutes, attempts, first_pause_seconds,
                                  timeout_seconds, paused, actor_kind, actor_id)
     values ($1, $2, $3, 'https://example.com/a.csv', 5, 5, 1, 30, false, 'key', $1)`,
    [workspace, feed, feed],
  );
  await ground.as(
    'admin',
    `insert into knowledge.feed_pulls (workspace_id, id, feed_id, cause, whole, status, most_attempts)
     values ($1, $2, $3, 'schedule', false, 'pending', 5)`,
    [workspace, pull, feed],
  );
  await ground.as('admin', 'insert into knowledge.feed_attempts (workspace_id, pull_id, attempt) values ($1, $2, 1)', [
    workspace,
    pull,
  ]);
  const payload = { feed_id: feed, pull_id: pull, attempt: 1 };
  if (hasJob) await room.forWorkspace(workspace).write((tx) => jobs.enqueue(tx, ATTEMPT_JOB, payload, { key: pull }));
  return pull;
};

const becameOf = async (pull: FeedPullId): Promise<unknown> => {
  const { rows } = await ground.as(
    'admin',
    `select p.status, a.message, f.dead_letters from knowledge.feed_pulls p
       join knowledge.feeds f on f.workspace_id = p.workspace_id and f.id = p.feed_id
       join knowledge.feed_attempts a on a.workspace_id = p.workspace_id and a.pull_id = p.id where p.id = $1`,
    [pull],
  );
  return rows[0];
};

test('a pull whose job is gone is cancelled, one whose job was given up is a dead letter, and the others go on', async () => {
  const [one, other] = [newWorkspace(), newWorkspace()];
  const cancelled = await addPull(one, false);
  const given = await addPull(other, true);
  const waiting = await addPull(other, true);
  await ground.as('admin', `update holdfast.jobs set stage = 'dead' where key = $1`, [given]);
  const parts: Partial<FeedsParts> = {
    database: room,
    jobs,
    metrics: createMetrics(),
    outbox: createOutbox({ makeId: randomUUID, wake: { relay: () => {}, lanes: () => {} } }),
    onChanged: () => {},
  };

  // the rest of the parts is for those who pull
  await settlePulls(parts as FeedsParts, new AbortController().signal);
  const message = expect.stringContaining('cancelled');
  expect(await becameOf(cancelled)).toEqual({ status: 'cancelled', message, dead_letters: 0 });
  expect(await becameOf(given)).toMatchObject({ status: 'dead_letter', dead_letters: 1 });
  expect(await becameOf(waiting)).toEqual({ status: 'pending', message: null, dead_letters: 0 });
});
