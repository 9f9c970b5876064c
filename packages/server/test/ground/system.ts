import { createClient, type Client } from '@holdfast/client/client';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import type { Overrides } from '../../src/overrides.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Log } from '../../src/platform/log/log.ts';
import { probeOverrides, type ProbeOverrides } from '../probe/overrides.ts';
import { useDatabase, type TestDatabase } from './database.ts';
import { silentLog } from './silent-log.ts';

export interface TestSystem {
  readonly database: TestDatabase;
  readonly url: string;
  /** Of its data. */
  readonly folder: string;
  readonly app: App;
  readonly overrides: ProbeOverrides;
  /** A client of somebody in a workspace; a new workspace when none is named. */
  as(role: 'viewer' | 'analyst' | 'admin' | 'operator', workspace?: string): Client;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export const tokenOf = (role: string, workspace: string = randomUUID(), member: string = randomUUID()): string =>
  `probe.${role}.${workspace}.${member}`;

type Settings = Readonly<Record<string, string>>;

export interface Replacements extends Overrides {
  readonly log?: Log;
}

/**
 * The whole system in this process, with the probe, on a free port and a database of its own.
 * Settings that are only known when the file runs are given by a function.
 */
export const useSystem = (
  settings: Settings | (() => Settings) = {},
  { log = silentLog, ...replacements }: Replacements = {},
): TestSystem => {
  const database = useDatabase();
  const overrides = { ...probeOverrides(), ...replacements };
  let app: App | undefined;
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-system-'));
    const { config } = readConfig({
      HOLDFAST_DATA: folder,
      HOLDFAST_HTTP_PORT: '0',
      HOLDFAST_OTLP_HTTP_PORT: '0',
      HOLDFAST_OTLP_GRPC_PORT: '0',
      HOLDFAST_DATABASE_URL: database.appUrl.href,
      ...(typeof settings === 'function' ? settings() : settings),
    });
    app = await startApp(config, log, overrides);
  });

  afterAll(async () => {
    expect(await app?.stop('the tests are over')).toBe(true);
    await rm(folder, { recursive: true, force: true });
  });

  const running = (): App => {
    if (app === undefined) throw new Error('The system runs inside tests only');
    return app;
  };

  return {
    database,
    overrides,
    get url() {
      return running().url;
    },
    get folder() {
      return folder;
    },
    get app() {
      return running();
    },
    as: (role, workspace) => createClient({ baseUrl: running().url, token: tokenOf(role, workspace) }),
    fetch: (path, init) => fetch(new URL(path, running().url), init),
  };
};
