import { OutboundFailure } from './failure.ts';

/** Lets so many at once go to one place, and so many more wait in order. */
export interface Turns {
  /** Resolves when it is one's turn, to the function that ends it. */
  take(
    place: string,
    limits: { readonly atOnce: number; readonly waiting: number },
    signal: AbortSignal,
  ): Promise<() => void>;
}

interface Line {
  active: number;
  readonly waiting: Set<() => void>;
}

export const createTurns = (): Turns => {
  const lines = new Map<string, Line>();

  const end = (place: string, line: Line): void => {
    const [next] = line.waiting;
    if (next !== undefined) {
      line.waiting.delete(next);
      next();
      return;
    }
    line.active -= 1;
    if (line.active === 0) lines.delete(place);
  };

  return {
    async take(place, { atOnce, waiting }, signal) {
      signal.throwIfAborted();
      const line = lines.get(place) ?? { active: 0, waiting: new Set() };
      lines.set(place, line);
      if (line.active < atOnce) line.active += 1;
      else if (line.waiting.size < waiting) await turnOf(line, signal);
      else throw busy();
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        end(place, line);
      };
    },
  };
};

/** Whoever gives up waiting leaves the line; whoever ends a turn hands it on. */
const turnOf = async ({ waiting }: Line, signal: AbortSignal): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = (): void => {
    // not in the line any more: the turn has been handed over, and is taken
    if (waiting.delete(resolve)) reject(signal.reason as Error);
  };
  waiting.add(resolve);
  signal.addEventListener('abort', giveUp);
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
};

const busy = (): OutboundFailure =>
  new OutboundFailure('busy', 'Too many requests to this host are waiting already. Try again in a moment.');
