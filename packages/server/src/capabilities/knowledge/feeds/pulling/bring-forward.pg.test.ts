import { FeedId } from '@holdfast/protocol/knowledge/ids';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../../test/ground/database.ts';
import { newWorkspace, useRoom } from '../../../../platform/database/testing.ts';
import { bringForward } from './bring-forward.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

type Timing = { readonly every_minutes: number } | { readonly cron: string };

const addFeed = async (workspace: WorkspaceId, timing: Timing, inTime: string): Promise<FeedId> => {
  const id = FeedId.parse(randomUUID());
  const { every_minutes: every = null, cron = null } = { ...timing } as { every_minutes?: number; cron?: string };
  await ground.as(
    'admin',
    `insert into knowledge.feeds (workspace_id, id, name, url, every_minutes, cron, attempts, first_pause_seconds,
                                  timeout_seconds, paused, actor_kind, actor_id, next_pull_at)
     values ($1, $2, $3, 'https://example.com/a.csv', $4, $5, 5, 1, 30, false, 'key', $1, now() + $6::interval)`,
    [workspace, id, id, every, cron, inTime],
  );
  return id;
};

/** In whole minutes. */
const dueIn = async (id: FeedId): Promise<number> => {
  const { rows } = await ground.as(
    'admin',
    'select round(extract(epoch from next_pull_at - now()) / 60)::integer as minutes from knowledge.feeds where id = $1',
    [id],
  );
  return (rows[0] as { minutes: number }).minutes;
};

test('a feed whose time was set while the clock ran ahead is pulled by its schedule, and others keep their times', async () => {
  const workspace = newWorkspace();
  const far = await addFeed(workspace, { every_minutes: 60 }, '20 years');
  const weekly = await addFeed(workspace, { cron: '0 6 * * 1' }, '20 years');
  const soon = await addFeed(workspace, { every_minutes: 60 }, '25 minutes');
  const elsewhere = await addFeed(newWorkspace(), { every_minutes: 5 }, '3 hours');
  await bringForward({ database: room }, new AbortController().signal);
  expect(await Promise.all([far, soon, elsewhere].map(dueIn))).toEqual([60, 25, 5]);
  expect(await dueIn(weekly)).toBeLessThanOrEqual(7 * 24 * 60);
});
