import type { Clock } from '../clock/clock.ts';
import { pause } from '../clock/pause.ts';
import type { Log } from '../log/log.ts';
import type { Postmaster } from './postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';

export interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly detail: string;
}

export interface Exit {
  readonly reason: string;
  /** It was asked to stop. */
  readonly expected: boolean;
}

export interface Supervisor {
  readonly current: Postmaster;
  /** Resolves when PostgreSQL is gone and will not come back. */
  readonly exited: Promise<Exit>;
  health(): Health;
  stop(withinMs: number): Promise<void>;
}

export interface SupervisorOptions {
  readonly first: Postmaster;
  /** Starts a successor on the same port, so that pools find it again. */
  readonly restart: (port: number, signal: AbortSignal) => Promise<Postmaster>;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Told at every unexpected end, before the restart. */
  readonly onExit?: (reason: string) => void;
  /** Before the first try to bring it back; four times as long before each further one. */
  readonly firstPauseMs?: number;
}

const TRIES = 5;
const WITHIN_MS = 60_000;

/** Brings Postgres back when it ends unasked; gives up when that goes on. */
export function supervise({ first, restart, log, clock, onExit, firstPauseMs = 50 }: SupervisorOptions): Supervisor {
  const { promise: exited, resolve: finish } = Promise.withResolvers<Exit>();
  const stopping = new AbortController();
  let current = first;
  let health = runs(first);
  let recent: readonly number[] = [];
  let comingBack: Promise<boolean> = Promise.resolve(true);
  const watching = watch();
  let stopped: Promise<void> | undefined;

  async function watch(): Promise<void> {
    for (;;) {
      const reason = await current.gone;
      if (stopping.signal.aborted) return;
      onExit?.(reason);
      comingBack = bringBack(reason);
      if (!(await comingBack)) return;
    }
  }

  /** False when there is no successor: given up, or asked to stop meanwhile. */
  async function bringBack(first: string): Promise<boolean> {
    let reason = first;
    for (;;) {
      recent = [...recent, clock.now()].filter((time) => clock.now() - time < WITHIN_MS);
      if (recent.length > TRIES) return giveUp(reason);
      health = { status: 'degraded', detail: `PostgreSQL is being started again (${reason})` };
      log.warn({ reason, port: current.port, attempt: recent.length }, 'PostgreSQL ended and is started again');
      try {
        await pause(firstPauseMs * 4 ** (recent.length - 1), stopping.signal);
        current = await restart(current.port, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return false;
        reason = error instanceof Error ? error.message : String(error);
        continue;
      }
      if (stopping.signal.aborted) return false;
      health = runs(current);
      log.info({ pid: current.pid, port: current.port }, 'PostgreSQL runs again');
      return true;
    }
  }

  function giveUp(reason: string): false {
    health = { status: 'down', detail: `PostgreSQL ended ${TRIES + 1} times within a minute (${reason})` };
    log.error({ reason }, 'PostgreSQL keeps ending and is not started again: see its log, then restart Holdfast');
    finish({ reason, expected: false });
    return false;
  }

  async function stop(withinMs: number): Promise<void> {
    stopping.abort(new Error('Holdfast is stopping'));
    health = { status: 'down', detail: 'PostgreSQL was stopped' };
    const begun = performance.now();
    // a successor that is just starting is abandoned by its signal, or has become the current one
    await comingBack;
    const how = await stopPostmaster(current, withinMs - (performance.now() - begun));
    await watching;
    if (how !== 'SIGINT')
      log.warn({ signal: how }, 'PostgreSQL did not stop in time and was ended; it recovers at the next start');
    finish({ reason: 'it was stopped', expected: true });
  }

  return {
    get current() {
      return current;
    },
    exited,
    health: () => health,
    stop: (withinMs) => (stopped ??= stop(withinMs)),
  };
}

const runs = ({ pid, port }: Postmaster): Health => ({
  status: 'ok',
  detail: `PostgreSQL runs as process ${pid} on port ${port}`,
});
