import pg from 'pg';
import type { Log } from '../log/log.ts';

export interface Watch {
  /** Stops watching. True when the statement was cancelled, so that its connection must not be used again. */
  unless(): boolean;
}

export interface Cancel {
  /** Cancels what the connection is doing when the signal is aborted. */
  watch(client: pg.ClientBase, signal: AbortSignal | undefined): Watch;
  close(): Promise<void>;
}

const NOTHING: Watch = { unless: () => false };

/** Cancels by process id over connections of its own, so that it works while the pool is exhausted. */
export const createCancel = (config: pg.ClientConfig, log: Log): Cancel => {
  const control = new pg.Pool({ ...config, max: 2, idleTimeoutMillis: 10_000 });
  control.on('error', () => {});
  control.on('connect', (client) => client.on('error', () => {}));

  const cancel = (client: pg.ClientBase): void => {
    control.query('select pg_cancel_backend($1)', [processIdOf(client)]).catch((error: Error) => {
      log.warn({ error_message: error.message }, 'A statement nobody waits for could not be cancelled.');
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
        unless: () => {
          signal.removeEventListener('abort', onAbort);
          return cancelled;
        },
      };
    },
    close: () => control.end(),
  };
};

/** pg keeps it on every connected client and leaves it out of its types. */
const processIdOf = (client: pg.ClientBase): number => (client as pg.ClientBase & { processID: number }).processID;
