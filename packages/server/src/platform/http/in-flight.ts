import type { Clock } from '../clock/clock.ts';
import { Failure } from '../failure.ts';

export interface Stay {
  readonly signal: AbortSignal;
  /** Rejects when the request must be answered now, whatever its handler is doing. */
  readonly over: Promise<never>;
  /** Ends the stay from outside, with the reason for it. */
  abort(reason: Error): void;
  /** It may take so long from now on. */
  allow(milliseconds: number): void;
  /** It may take from now on what it might from its beginning. */
  restart(): void;
  leave(): void;
}

export interface InFlight {
  enter(milliseconds: number): Stay;
  readonly count: number;
  /** Tells how many of those who are here now are still here. */
  whoIsHere(): () => number;
  abortAll(reason: Error): void;
  /** Those that would stay for ever. */
  abortStreams(reason: Error): void;
  close(): void;
}

/** One timer looks after all requests: a timer for each would cost more than most of them take. */
const LOOK_EVERY_MS = 250;

export const createInFlight = (clock: Clock): InFlight => {
  const stays = new Set<{ deadline: number; abort: (reason: Error) => void }>();

  const timer = setInterval(() => {
    const now = clock.elapsed();
    for (const stay of stays) if (stay.deadline <= now) stay.abort(tookTooLong());
  }, LOOK_EVERY_MS);
  timer.unref();

  return {
    enter(milliseconds) {
      const controller = new AbortController();
      const { promise, reject } = Promise.withResolvers<never>();
      // nobody listens any more once the answer is out
      promise.catch(() => {});
      const abort = (reason: Error): void => {
        controller.abort(reason);
        reject(reason);
      };
      const stay = { deadline: clock.elapsed() + milliseconds, abort };
      stays.add(stay);
      const allow = (from: number): void => {
        stay.deadline = clock.elapsed() + from;
      };
      return {
        signal: controller.signal,
        over: promise,
        abort,
        allow,
        restart: () => allow(milliseconds),
        leave: () => void stays.delete(stay),
      };
    },
    get count() {
      return stays.size;
    },
    whoIsHere: () => {
      const here = new Set(stays);
      return () => here.intersection(stays).size;
    },
    abortAll: (reason) => {
      for (const stay of stays) stay.abort(reason);
    },
    abortStreams: (reason) => {
      for (const stay of stays) if (stay.deadline === Number.POSITIVE_INFINITY) stay.abort(reason);
    },
    close: () => clearInterval(timer),
  };
};

const tookTooLong = (): Failure => new Failure('timed_out');
