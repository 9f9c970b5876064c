import type { WorkspaceId } from '@holdfast/protocol/ids';
import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { silentLog } from '../../../test/ground/silent-log.ts';
import { createDatabase, type Database, type DatabaseOptions } from './database.ts';

/** The database room over a test file's own database, closed at its end. */
export const useRoom = (url: URL, options: Partial<DatabaseOptions> = {}): Database => {
  const database = createDatabase({
    url,
    connections: 5,
    waitMs: 2000,
    limits: { statementTimeoutMs: 5000, lockTimeoutMs: 2000 },
    log: silentLog,
    ...options,
  });
  afterAll(() => database.close());
  return database;
};

export const newWorkspace = (): WorkspaceId => randomUUID() as WorkspaceId;
