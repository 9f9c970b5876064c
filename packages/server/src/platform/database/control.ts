import pg from 'pg';
import type { Log } from '../log/log.ts';

export interface Watch {
  /** Stops watching. True when the statement was cancelled, so that its connection must not be used again. */
  end(): boolean;
}

/** A few connections beside the pool, which are there when every other one is in use. */
export interface Control {
  /** Cancels what the connection is doing when the signal is aborted. */
  watch(client: pg.ClientBase, signal: AbortSignal | undefined): Watch;
  /** Settles when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const NOTHING: Watch = { end: () => false };
const CONNECTIONS = 2;
const IDLE_MS = 60_000;

export const createControl = (config: pg.ClientConfig, log: Log): Control => {
  const connections = new pg.Pool({ ...config, max: CONNECTIONS, idleTimeoutMillis: IDLE_MS });
  connections.on('error', () => {});
  connections.on('connect', (client) => client.on('error', () => {}));

  const cancel = (client: pg.ClientBase): void => {
    connections.query('select pg_cancel_backend($1)', [processIdOf(client)]).catch((error: unknown) => {
      log.warn({ error }, 'A statement nobody waits for could not be cancelled.');
    });
  };

  return {
    watch(client, signal) {
      if (signal === undefined) return NOTHING;
      let cancelled = false;
      const onAbort = (): void => {
        cancelled = true;
        cancel(client);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      return {
        end: () => {
          signal.removeEventListener('abort', onAbort);
          return cancelled;
        },
      };
    },
    ping: async () => void (await connections.query('select 1')),
    close: () => connections.end(),
  };
};

/** pg keeps it on every connected client and leaves it out of its types. */
const processIdOf = (client: pg.ClientBase): number => (client as pg.ClientBase & { processID: number }).processID;
