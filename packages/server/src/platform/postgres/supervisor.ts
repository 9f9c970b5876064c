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
  current(): Postmaster;
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
  const tries = countTries(clock);
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
      const attempt = tries();
      if (attempt > TRIES) return giveUp(reason);
      health = { status: 'degraded', detail: `PostgreSQL is being started again (${reason})` };
      log.warn({ reason, port: current.port, attempt }, 'PostgreSQL ended and is started again');
      const pauseMs = firstPauseMs * 4 ** (attempt - 1);
      const next = await pause(pauseMs, stopping.signal)
        .then(() => restart(current.port, stopping.signal))
        .catch(reasonOf);
      if (typeof next === 'string') reason = next;
      else current = next;
      if (stopping.signal.aborted) return false;
      if (typeof next === 'string') continue;
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
    await endInTime(current, withinMs - (performance.now() - begun), log);
    await watching;
    finish({ reason: 'it was stopped', expected: true });
  }

  return {
    current: () => current,
    exited,
    health: () => health,
    stop: (withinMs) => (stopped ??= stop(withinMs)),
  };
}

const runs = ({ pid, port }: Postmaster): Health => ({
  status: 'ok',
  detail: `PostgreSQL runs as process ${pid} on port ${port}`,
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'it did not start');

/** Counts the calls of the last minute. */
function countTries(clock: Pick<Clock, 'now'>): () => number {
  let recent: readonly number[] = [];
  return () => {
    recent = [...recent, clock.now()].filter((time) => clock.now() - time < WITHIN_MS);
    return recent.length;
  };
}

async function endInTime(postmaster: Postmaster, withinMs: number, log: SupervisorOptions['log']): Promise<void> {
  const how = await stopPostmaster(postmaster, withinMs);
  if (how === 'SIGINT') return;
  log.warn({ signal: how }, 'PostgreSQL did not stop in time and was ended; it recovers at the next start');
}
