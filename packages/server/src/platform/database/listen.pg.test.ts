import { expect, onTestFinished, test } from 'vitest';
import { useDatabase } from '../../../test/ground/database.ts';
import { useRoom } from './testing.ts';

const ground = useDatabase();
const room = useRoom(ground.appUrl);

/** A reconnect is tried after a quarter of a second first. */
const PATIENCE = { timeout: 10_000 };

const notify = (text: string) => ground.as('app', `select pg_notify('test_channel', $1)`, [text]);

test('whoever listens hears, is told when the line was away, and hears again', async () => {
  const heard: (readonly [string | undefined, string])[] = [];
  const listener = room.listen(['test_channel'], (channel, payload) => heard.push([channel, payload]));
  onTestFinished(() => listener.close());
  await expect.poll(() => listener.isHearing, PATIENCE).toBe(true);
  await notify('first');
  await expect
    .poll(() => heard, PATIENCE)
    .toEqual([
      [undefined, ''],
      ['test_channel', 'first'],
    ]);

  const ended = await ground.as(
    'admin',
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like 'listen %'`,
    [ground.name],
  );
  expect(ended.rowCount).toBe(1);
  await expect.poll(() => heard.at(2), PATIENCE).toEqual([undefined, '']);
  expect(listener.isHearing).toBe(true);
  await notify('second');
  await expect.poll(() => heard.at(3), PATIENCE).toEqual(['test_channel', 'second']);
});

test('a listener that was closed stays away', async () => {
  const listener = room.listen(['test_channel'], () => {});
  await expect.poll(() => listener.isHearing, PATIENCE).toBe(true);
  await listener.close();
  expect(listener.isHearing).toBe(false);
  const { rowCount } = await ground.as(
    'admin',
    `select from pg_stat_activity where datname = $1 and query like 'listen %'`,
    [ground.name],
  );
  expect(rowCount).toBe(0);
});
