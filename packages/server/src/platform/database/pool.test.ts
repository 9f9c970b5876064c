import { expect, onTestFinished, test } from 'vitest';
import { startFakePostgres } from '../../../test/ground/fake-postgres.ts';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { createPool } from './pool.ts';

const open = async () => {
  const server = await startFakePostgres(180_000);
  const told: string[] = [];
  const tell =
    (level: string) =>
    (_fields: object, sentence: string): void =>
      void told.push(`${level} ${sentence}`);
  const pool = createPool({
    url: server.url,
    connections: 2,
    waitMs: 5000,
    limits: { statementTimeoutMs: 5000, lockTimeoutMs: 5000, connectTimeoutMs: 5000 },
    log: { ...silentLog, warn: tell('warn'), debug: tell('debug') },
  });
  (await pool.take()).release();
  return { server, pool, told };
};

test('a connection that the server ends while nobody uses it is warned of', async () => {
  const { server, pool, told } = await open();
  onTestFinished(() => pool.close());
  server.stopConnections();
  await expect.poll(() => told).toEqual(['warn An idle database connection broke.']);
});

test('one that the server ends while the pool is closed is not', async () => {
  const { pool, told } = await open();
  await pool.close();
  await expect.poll(() => told).toEqual(['debug An idle database connection broke.']);
});
