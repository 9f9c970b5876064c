import pg from 'pg';
import { Failure } from '../failure.ts';
import type { Log } from '../log/log.ts';
import { connectionConfig, type ConnectionLimits } from './connection.ts';

export interface Pool {
  /** Waits for a free connection, and fails with `database_busy` when none becomes free in time. */
  take(): Promise<pg.PoolClient>;
  counts(): { readonly busy: number; readonly idle: number; readonly waiting: number };
  /** How long whoever has waited longest for a connection has waited by now. */
  longestWaitMs(): number;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly url: URL;
  readonly connections: number;
  readonly waitMs: number;
  readonly limits: ConnectionLimits;
  readonly log: Log;
}

/** Whoever comes when so many already wait for each connection would only wait in vain. */
const WAITING_PER_CONNECTION = 50;
const IDLE_MS = 30_000;

export const createPool = ({ url, connections, waitMs, limits, log }: PoolOptions): Pool => {
  const pool = new pg.Pool({
    ...connectionConfig(url, { ...limits, connectTimeoutMs: waitMs }),
    max: connections,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: false,
  });
  // an idle connection that breaks is dropped by the pool; the next one who needs it opens another
  let isClosing = false;
  pool.on('error', (error) => {
    // after our goodbye the server may end a connection before it has heard it, as when it is stopped next
    const level = isClosing ? 'debug' : 'warn';
    log[level]({ error_message: error.message }, 'An idle database connection broke.');
  });

  // a connection that breaks in use tells whoever waits for its answer; the event besides would end the process
  pool.on('connect', (client) => client.on('error', () => {}));

  // in the order in which they came
  const waits = new Set<{ readonly since: number }>();

  return {
    async take() {
      if (pool.waitingCount >= connections * WAITING_PER_CONNECTION) throw busy();
      const wait = { since: performance.now() };
      waits.add(wait);
      try {
        return await pool.connect();
      } catch (error) {
        if (isPoolTimeout(error)) throw pool.totalCount >= connections ? busy() : unreachable(error);
        throw error;
      } finally {
        waits.delete(wait);
      }
    },
    longestWaitMs() {
      const [longest] = waits;
      return longest === undefined ? 0 : performance.now() - longest.since;
    },
    counts: () => ({ busy: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close() {
      isClosing = true;
      return pool.end();
    },
  };
};

const busy = (): Failure => new Failure('database_busy');
const unreachable = (cause: unknown): Failure => new Failure('database_unavailable', { cause });

const isPoolTimeout = (error: unknown): boolean =>
  error instanceof Error &&
  /timeout exceeded when trying to connect|Connection terminated due to connection timeout/.test(error.message);
