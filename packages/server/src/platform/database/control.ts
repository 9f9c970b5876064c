import pg from 'pg';
import type { Log } from '../log/log.ts';
import { probeTransaction } from './probe-transaction.ts';
import { compile, type Statement } from './statements.ts';

export interface Watch {
  /**
   * Stops watching. Resolves with true when the statement was cancelled, so that its connection must not be used again,
   * and not before the database has been told: afterwards its process may belong to somebody else.
   */
  end(): Promise<boolean>;
}

/** A few connections beside the pool, which are there when every other one is in use. */
export interface Control {
  /** Cancels what the process of the database is doing when the signal is aborted. */
  watch(processId: Promise<number>, signal: AbortSignal | undefined): Watch;
  /** Resolves when a transaction like those of requests works, and rejects when it does not. */
  ping(): Promise<void>;
  /** Runs one statement that must not wait behind requests. */
  ask<Row>(statement: Statement<Row>): Promise<Row[]>;
  close(): Promise<void>;
}

const NOTHING: Watch = { end: async () => false };
const CONNECTIONS = 2;
const IDLE_MS = 60_000;

export const createControl = (config: pg.ClientConfig, log: Log): Control => {
  const connections = new pg.Pool({ ...config, max: CONNECTIONS, idleTimeoutMillis: IDLE_MS });
  connections.on('error', () => {});
  connections.on('connect', (client) => client.on('error', () => {}));

  const cancel = async (processId: Promise<number>): Promise<void> => {
    try {
      await connections.query('select pg_cancel_backend($1)', [await processId]);
    } catch (error) {
      log.warn({ error }, 'A statement nobody waits for could not be cancelled.');
    }
  };

  // many may ask while one waits for a lock; the other connection is for those who must cancel
  let pinging: Promise<void> | undefined;
  const ping = async (): Promise<void> => {
    const client = await connections.connect();
    try {
      await probeTransaction(client);
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.release();
  };

  return {
    watch(processId, signal) {
      if (signal === undefined) return NOTHING;
      let cancelling: Promise<void> | undefined;
      const onAbort = (): void => {
        cancelling = cancel(processId);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      return {
        async end() {
          signal.removeEventListener('abort', onAbort);
          await cancelling;
          return cancelling !== undefined;
        },
      };
    },
    ping() {
      pinging ??= ping().finally(() => {
        pinging = undefined;
      });
      return pinging;
    },
    async ask<Row>(statement: Statement<Row>) {
      const { sql, parameters } = compile(statement);
      const { rows } = await connections.query(sql, parameters as unknown[]);
      // the statement says what its rows are
      return rows as Row[];
    },
    close: () => connections.end(),
  };
};
