import { pause } from '../clock/pause.ts';
import { isWorthAgain, waitBefore } from './again.ts';
import { failureOf } from './broken.ts';
import { OutboundFailure } from './failure.ts';
import { nextHop, type Hop } from './hops.ts';
import type { ExchangeParts } from './parts.ts';
import { createSender, type Call, type Received } from './sender.ts';

export const MOST_REDIRECTS = 3;

export interface Limits {
  readonly redirects: number;
  readonly repeats: number;
}

/** Repetitions around redirects around single hops, all within the time of the call. */
export const createJourney = (parts: ExchangeParts) => {
  const { clock, jitter } = parts;
  const send = createSender(parts);

  const follow = async (first: Hop, call: Call, redirects: number): Promise<Received> => {
    let hop = first;
    for (let followed = 0; ; followed += 1) {
      const received = await send(hop, call);
      if (redirects === 0) return received;
      const next = nextOf(hop, received);
      if (next === undefined) return received;
      received.raw.destroy();
      if (followed >= redirects) throw tooManyRedirects(first.url);
      hop = next;
    }
  };

  return async (hop: Hop, call: Call, { redirects, repeats }: Limits): Promise<Received> => {
    const { signal, leftMs } = call.limit;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await follow(hop, call, redirects).catch((error: unknown) =>
        failureOf(error, hop.url.origin, signal),
      );
      const retryAfter = outcome instanceof Error ? undefined : outcome.headers['retry-after'];
      const waitMs = waitBefore(attempt, retryAfter, clock.now(), jitter);
      if (attempt >= repeats || !isWorthAgain(outcome) || waitMs >= leftMs()) return settled(outcome);
      if (!(outcome instanceof Error)) outcome.raw.destroy();
      // woken by the signal it throws, and the edge of the call says why
      await pause(waitMs, signal);
    }
  };
};

const settled = (outcome: Received | Error): Received => {
  if (outcome instanceof Error) throw outcome;
  return outcome;
};

/** Where the answer sends us. One that sends us where we do not go is not read either. */
const nextOf = (hop: Hop, { status, headers, raw }: Received): Hop | undefined => {
  try {
    return nextHop(hop, status, headers['location']);
  } catch (error) {
    raw.destroy();
    throw error;
  }
};

const tooManyRedirects = ({ origin }: URL): OutboundFailure =>
  new OutboundFailure(
    'broken',
    `${origin} redirects more than ${MOST_REDIRECTS} times. Give the address where it ends.`,
  );
