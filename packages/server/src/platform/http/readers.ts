import type { Clock } from '../clock/clock.ts';
import { Failure } from '../failure.ts';
import type { Principal } from './context.ts';
import type { Stay } from './in-flight.ts';

/** Who reads streams and files, and who waits. A stream has no end of its own and a file may take an hour: they end when their reader may not read them any more. */
export interface Readers {
  /** Looks after one until the function that is given back is called. */
  watch(principal: Principal, stay: Stay, lookUp: () => Promise<Principal | undefined>): () => void;
  /** How many were ended. */
  endThoseOf(isMeant: (principal: Principal) => boolean): number;
  /** Somebody's end may not have been heard of: all are looked up at once. */
  doubtAll(): void;
  close(): void;
}

interface Reader {
  /** As it was looked up last: what it came with may end later than it did then. */
  principal: Principal;
  readonly stay: Stay;
  readonly lookUp: () => Promise<Principal | undefined>;
  lookAt: number;
}

const LOOK_EVERY_MS = 1000;
const LOOK_UP_EVERY_MS = 60_000;

export const createReaders = ({ elapsed, now }: Clock): Readers => {
  const all = new Set<Reader>();

  const lookUp = async (reader: Reader): Promise<void> => {
    reader.lookAt = elapsed() + LOOK_UP_EVERY_MS;
    try {
      const found = await reader.lookUp();
      if (found !== undefined && isStill(reader.principal, found)) reader.principal = found;
      else reader.stay.abort(new Failure('unauthenticated'));
    } catch {
      // who cannot be looked up now is looked up in a moment
      reader.lookAt = elapsed() + LOOK_EVERY_MS;
    }
  };
  const timer = setInterval(() => {
    for (const reader of all) {
      const { validUntil } = reader.principal;
      if (validUntil !== undefined && validUntil <= now()) reader.stay.abort(new Failure('unauthenticated'));
      else if (reader.lookAt <= elapsed()) void lookUp(reader);
    }
  }, LOOK_EVERY_MS).unref();

  return {
    watch(principal, stay, look) {
      // soon for the first time: a revocation may have come between letting in and watching
      const reader: Reader = { principal, stay, lookUp: look, lookAt: elapsed() + LOOK_EVERY_MS };
      all.add(reader);
      return () => void all.delete(reader);
    },
    endThoseOf(isMeant) {
      const meant = [...all].filter(({ principal }) => isMeant(principal));
      for (const { stay } of meant) stay.abort(new Failure('unauthenticated'));
      return meant.length;
    },
    doubtAll() {
      for (const reader of all) reader.lookAt = Number.NEGATIVE_INFINITY;
    },
    close: () => clearInterval(timer),
  };
};

/** Whoever lost any of its permissions asks again, and hears what it may still follow. */
const isStill = (before: Principal, after: Principal): boolean =>
  after.id === before.id && after.workspace === before.workspace && before.permissions.isSubsetOf(after.permissions);
