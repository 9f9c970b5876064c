import type { PartHealth } from '@holdfast/protocol/process/readiness';
import type { Clock } from '../clock/clock.ts';
import { pause } from '../clock/pause.ts';
import type { Log } from '../log/log.ts';
import type { Postmaster } from './postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';

export interface Supervisor {
  current(): Postmaster;
  health(): PartHealth;
  stop(withinMs: number): Promise<void>;
}

export interface SupervisorOptions {
  readonly first: Postmaster;
  /** Starts a successor on the same port, so that pools find it again. */
  readonly restart: (port: number, signal: AbortSignal) => Promise<Postmaster>;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Before the first try to bring it back; four times as long before each of the next. */
  readonly firstPauseMs?: number;
  /** Before each try after those. */
  readonly laterPauseMs?: number;
}

const QUICK_TRIES = 5;
const WITHIN_MS = 60_000;

/** Brings Postgres back when it ends unasked, for as long as it takes: a disk that was full may have room again. */
export function supervise(options: SupervisorOptions): Supervisor {
  const { first, restart, log, clock, firstPauseMs = 50, laterPauseMs = 15_000 } = options;
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
      comingBack = bringBack(reason);
      if (!(await comingBack)) return;
    }
  }

  /** False when it was asked to stop meanwhile. */
  async function bringBack(first: string): Promise<boolean> {
    let reason = first;
    for (;;) {
      const attempt = tries();
      const quick = attempt <= QUICK_TRIES;
      if (quick) seeEnd(reason, attempt);
      else seeItGoOn(reason);
      const pauseMs = quick ? firstPauseMs * 4 ** (attempt - 1) : laterPauseMs;
      const next = await pause(pauseMs, stopping.signal)
        .then(() => restart(current.port, stopping.signal))
        .catch(reasonOf);
      if (typeof next === 'string') reason = next;
      else current = next;
      if (stopping.signal.aborted) return false;
      if (typeof next === 'string') continue;
      health = runs(current);
      log.info({ pid: current.pid, port: current.port }, 'PostgreSQL runs again.');
      return true;
    }
  }

  function seeEnd(reason: string, attempt: number): void {
    if (health.status !== 'down') health = comesBack(reason);
    log.warn({ reason, port: current.port, attempt }, 'PostgreSQL ended and is started again.');
  }

  function seeItGoOn(reason: string): void {
    if (health.status !== 'down')
      log.error({ reason }, 'PostgreSQL keeps ending. It is tried again and again; its log says what to do.');
    health = keepsEnding(reason);
  }

  async function stop(withinMs: number): Promise<void> {
    stopping.abort(new Error('Holdfast is stopping'));
    health = { status: 'down', detail: 'PostgreSQL was stopped.' };
    const deadline = performance.now() + withinMs;
    // a successor that is just starting is abandoned by its signal, or has become the current one
    await comingBack;
    await endInTime(current, deadline - performance.now(), log);
    await watching;
  }

  return {
    current: () => current,
    health: () => health,
    stop: (withinMs) => (stopped ??= stop(withinMs)),
  };
}

const runs = ({ pid, port }: Postmaster): PartHealth => ({
  status: 'ok',
  detail: `PostgreSQL runs as process ${pid} on port ${port}.`,
});

const comesBack = (reason: string): PartHealth => ({
  status: 'degraded',
  detail: `PostgreSQL is being started again (${reason}).`,
});

const keepsEnding = (reason: string): PartHealth => ({
  status: 'down',
  detail: `PostgreSQL keeps ending (${reason}). Its log says why; it is tried again.`,
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
  log.warn({ signal: how }, 'PostgreSQL did not stop in time and was ended; it recovers at the next start.');
}
