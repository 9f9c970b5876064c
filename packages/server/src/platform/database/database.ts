import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Log } from '../log/log.ts';
import { createControl } from './control.ts';
import { connectionConfig, type ConnectionLimits } from './connection.ts';
import { toFailure } from './failures.ts';
import { listen, type Listener, type OnMessage } from './listen.ts';
import { createPool, type Pool } from './pool.ts';
import { retrying } from './retry.ts';
import { runAlone } from './run-alone.ts';
import { runTransaction, type TransactionRequest } from './run-transaction.ts';
import type { Statement } from './statements.ts';
import type { InstanceRead, InstanceWrite, Read, Write } from './transaction.ts';

/** The database as one workspace sees it. There is no way to a workspace's rows without one. */
export interface WorkspaceDb {
  readonly workspace: WorkspaceId;
  read<Value>(fn: (tx: Read) => Promise<Value>, options?: ReadOptions): Promise<Value>;
  /** May run `fn` again after a deadlock or a serialization failure: it has no effects outside the transaction. */
  write<Value>(fn: (tx: Write) => Promise<Value>, options?: WriteOptions): Promise<Value>;
}

export interface ReadOptions {
  /** `fn` asks for everything before it first waits: all of it goes to the database in one write. What comes later fails. */
  readonly atOnce?: boolean;
}

export interface WriteOptions {
  /** For the rare rule that spans rows which no constraint and no lock holds together. */
  readonly isolation?: 'serializable';
}

/** What belongs to no workspace: row-level security shows it no workspace's rows. */
export interface InstanceDb {
  read<Value>(fn: (tx: InstanceRead) => Promise<Value>): Promise<Value>;
  write<Value>(fn: (tx: InstanceWrite) => Promise<Value>): Promise<Value>;
  /** One statement that is a transaction by itself, in one round trip. */
  alone<Row>(statement: Statement<Row>): Promise<Row[]>;
}

export interface Database {
  /** Host, port and name, without credentials. */
  readonly place: string;
  forWorkspace(workspace: WorkspaceId, signal?: AbortSignal): WorkspaceDb;
  forInstance(signal?: AbortSignal): InstanceDb;
  connections(): ReturnType<Pool['counts']>;
  longestWaitMs(): number;
  /** Resolves when a transaction works, also while every connection of the pool is in use. */
  ping(): Promise<void>;
  /** One statement about the instance over a connection beside the pool: for what must be said while every other one is in use. */
  urgently<Row>(statement: Statement<Row>): Promise<Row[]>;
  /** Hears what is said on these channels, over one connection of its own. */
  listen(channels: readonly string[], onMessage: OnMessage): Listener;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: URL;
  readonly connections: number;
  readonly waitMs: number;
  readonly limits: Omit<ConnectionLimits, 'connectTimeoutMs'>;
  readonly log: Log;
  readonly onRetry?: (reason: string) => void;
}

export const createDatabase = ({
  url,
  connections,
  waitMs,
  limits,
  log,
  onRetry = () => {},
}: DatabaseOptions): Database => {
  const connectionLimits = { ...limits, connectTimeoutMs: waitMs };
  const pool = createPool({ url, connections, waitMs, limits: connectionLimits, log });
  const control = createControl(connectionConfig(url, connectionLimits), log);

  const run = <Value>(request: TransactionRequest<Value>): Promise<Value> =>
    retrying(() => runTransaction(pool, control, request), onRetry, request.signal);

  return {
    place: `${url.hostname}:${url.port || '5432'}${url.pathname}`,
    forWorkspace: (workspace, signal) => ({
      workspace,
      read: (fn, { atOnce = false } = {}) => run({ mode: 'read', workspace, signal, fn, atOnce }),
      write: (fn, { isolation = 'write' as const } = {}) => run({ mode: isolation, workspace, signal, fn }),
    }),
    forInstance: (signal) => ({
      read: (fn) => run({ mode: 'read', workspace: undefined, signal, fn }),
      write: (fn) => run({ mode: 'write', workspace: undefined, signal, fn }),
      alone: (statement) => retrying(() => runAlone(pool, statement), onRetry, signal),
    }),
    connections: pool.counts,
    longestWaitMs: pool.longestWaitMs,
    ping: control.ping,
    urgently: async (statement) => {
      try {
        return await control.ask(statement);
      } catch (error) {
        throw toFailure(error);
      }
    },
    listen: (channels, onMessage) => listen(connectionConfig(url, connectionLimits), channels, onMessage, log),
    close: async () => {
      await Promise.all([pool.close(), control.close()]);
    },
  };
};
