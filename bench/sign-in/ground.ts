import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSql } from '../../packages/proving/src/postgres/sql.ts';
import { startGroundPostgres } from '../../packages/server/test/ground/postgres.ts';

export const EMAIL = 'ada@holdfast.example';
export const PASSWORD = 'a sentence nobody would guess';

export interface Ground {
  readonly url: string;
  /** Of a sign-in of the first account. */
  readonly token: string;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** As the owner of the database. */
  sql(statement: string): Promise<void>;
  stop(): Promise<void>;
}

/** A node with the probe that somebody has set up, behind a proxy that may say where requests come from. */
export const startGround = async (): Promise<Ground> => {
  const { postgres, stop } = await startGroundPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  const unlimited = '100000000';
  const child = fork(fileURLToPath(new URL('../../packages/server/test/probe/main.ts', import.meta.url)), ['start'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOLDFAST_DATA: folder,
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_DATABASE_URL: postgres.appUrl,
      HOLDFAST_TRUSTED_PROXIES: '127.0.0.1',
      HOLDFAST_LIMIT_MEMBER: unlimited,
      HOLDFAST_LIMIT_KEY: unlimited,
      HOLDFAST_LIMIT_WORKSPACE: unlimited,
      HOLDFAST_LIMIT_ADDRESS: unlimited,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const owner = await openSql(postgres.ownerUrl);
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const post: Ground['post'] = (path, body, headers = {}) =>
    fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const setup_token = (await readFile(join(folder, 'setup-token'), 'utf8')).trim();
  const first = { setup_token, email: EMAIL, password: PASSWORD, name: 'Ada', workspace: 'First', token: true };
  const { token } = (await (await post('/api/v1/setup', first)).json()) as { token: string };
  return {
    url,
    token,
    post,
    sql: async (statement) => void (await owner.query(statement)),
    async stop() {
      await owner.close();
      child.kill('SIGTERM');
      await once(child, 'exit');
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
