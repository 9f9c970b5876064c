import { createTicker } from '../../../platform/clock/ticker.ts';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { InstanceDb } from '../../../platform/database/database.ts';
import type { Log } from '../../../platform/log/log.ts';
import { noteUse } from './store.ts';

/** When sign-ins and keys were used last: told to the database together, and each once a minute. */
export interface Uses {
  signIn(id: string): void;
  key(publicId: string): void;
  close(): Promise<void>;
}

const TELL_WITHIN_MS = 1000;
const AGAIN_AFTER_MS = 60_000;
const MOST_REMEMBERED = 50_000;

export const createUses = (db: InstanceDb, { elapsed }: Clock, log: Log): Uses => {
  const waiting = { signIns: new Set<string>(), keys: new Set<string>() };
  let toldAt = new Map<string, number>();

  const tell = async (): Promise<undefined> => {
    const [signIns, keys] = [[...waiting.signIns], [...waiting.keys]];
    if (signIns.length + keys.length === 0) return undefined;
    waiting.signIns.clear();
    waiting.keys.clear();
    try {
      await noteUse(db, signIns, keys);
    } catch (error) {
      log.warn({ err: error }, 'When sign-ins and keys were used last could not be stored.');
    }
    if (toldAt.size > MOST_REMEMBERED) toldAt = new Map();
    return undefined;
  };
  const ticker = createTicker(tell);
  const note = (set: Set<string>, id: string): void => {
    const last = toldAt.get(id);
    if (last !== undefined && elapsed() - last < AGAIN_AFTER_MS) return;
    toldAt.set(id, elapsed());
    if (waiting.signIns.size + waiting.keys.size === 0) ticker.within(TELL_WITHIN_MS);
    set.add(id);
  };

  return {
    signIn: (id) => note(waiting.signIns, id),
    key: (publicId) => note(waiting.keys, publicId),
    async close() {
      await ticker.stop();
      await tell();
    },
  };
};
