import { OutboundFailure } from './failure.ts';

export interface TimeLimit {
  /** Aborted when the time is over or the caller has given up, with the reason that is to be thrown. */
  readonly signal: AbortSignal;
  readonly leftMs: () => number;
  clear(): void;
}

/** One limit for the whole of a request: waiting, connecting, redirects, repetitions and the last byte of the body. */
export const limitTime = (milliseconds: number, caller: AbortSignal | undefined, elapsed: () => number): TimeLimit => {
  caller?.throwIfAborted();
  const until = elapsed() + milliseconds;
  const controller = new AbortController();
  const { signal } = controller;
  const giveUp = (): void => controller.abort(caller?.reason);
  const timer = setTimeout(() => controller.abort(tookTooLong(milliseconds)), milliseconds);
  caller?.addEventListener('abort', giveUp);
  const clear = (): void => {
    clearTimeout(timer);
    caller?.removeEventListener('abort', giveUp);
  };
  signal.addEventListener('abort', clear);
  return { signal, leftMs: () => until - elapsed(), clear };
};

const tookTooLong = (milliseconds: number): OutboundFailure =>
  new OutboundFailure('timeout', `There was no whole answer within ${milliseconds / 1000} s.`);
