import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Database } from '../lab/database.ts';
import type { Closeable } from '../lab/lab.ts';
import { OWNER } from '../postgres/roles.ts';

export interface BareEndpoint extends Closeable {
  readonly url: URL;
}

/** In a process of its own, as the server is. */
export const startBareEndpoint = async (database: Database): Promise<BareEndpoint> => {
  const databaseUrl = await besides(database, 'bare');
  const child = fork(fileURLToPath(new URL('bare-endpoint.ts', import.meta.url)), [databaseUrl], {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** Another database of the same server, with the same log: in its own the product lets nobody else have tables. */
export const besides = async (database: Database, name: string): Promise<string> => {
  const admin = await database.asAdmin();
  await admin.query(`create database ${name} owner ${OWNER.role}`);
  await admin.close();
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  return url.href;
};
