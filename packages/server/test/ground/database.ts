import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, vi } from 'vitest';

export interface TestDatabase {
  readonly name: string;
  readonly appUrl: URL;
  readonly ownerUrl: URL;
  /** Statements as somebody, outside of everything that is tested. */
  as(role: 'app' | 'owner' | 'admin', sql: string, values?: unknown[]): Promise<pg.QueryResult>;
}

const TEMPLATE = 'holdfast';

const inDatabase = (url: string, name: string): URL => {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy;
};

/** A database of a test file's own, cloned from the migrated template and dropped at its end, when nobody may still be in it. */
export const useDatabase = (): TestDatabase => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new URL(inject('groundAdminUrl'));
  const urls = {
    app: inDatabase(inject('groundAppUrl'), name),
    owner: inDatabase(inject('groundOwnerUrl'), name),
    admin: inDatabase(inject('groundAdminUrl'), name),
  };

  const once = async (url: URL, sql: string, values: unknown[] = []): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return await client.query(sql, values);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    await once(admin, `create database ${name} template ${TEMPLATE} owner holdfast_owner`);
    await once(admin, `grant connect on database ${name} to holdfast_app`);
  });

  afterAll(async () => {
    // sessions end a moment after their clients have gone
    await vi.waitFor(
      async () =>
        expect((await once(admin, 'select pid, query from pg_stat_activity where datname = $1', [name])).rows).toEqual(
          [],
        ),
      { timeout: 5000 },
    );
    await once(admin, `drop database ${name}`);
  });

  return { name, appUrl: urls.app, ownerUrl: urls.owner, as: (role, sql, values) => once(urls[role], sql, values) };
};
