import { z } from 'zod';
import type { Context } from '../http/context.ts';
import type { MakeId } from '../ids/uuid7.ts';
import { deleteSession, endOldest, findSession, insertSession, noteUse } from './session-store.ts';

type Whose = Pick<Context, 'db' | 'principal'>;

export interface Sessions {
  /** Gives its id. */
  open(whose: Whose, version: string): Promise<string>;
  /** How it speaks. Undefined for what is none of whoever asks: nobody learns of the sessions of others. */
  versionOf(whose: Whose, id: string): Promise<string | undefined>;
  end(whose: Whose, id: string): Promise<boolean>;
}

const MOST_OF_ONE = 100;
const Id = z.uuid();

/** A session is a row: every node knows it, and a restart changes nothing. It remembers nothing of what was said. */
export const createSessions = (makeId: MakeId): Sessions => ({
  async open({ db, principal }, version) {
    const id = makeId();
    await db.write(async (tx) => {
      await insertSession(tx, { id, principal: principal.id, version });
      await endOldest(tx, principal.id, MOST_OF_ONE);
    });
    return id;
  },
  async versionOf({ db, principal }, id) {
    if (!Id.safeParse(id).success) return undefined;
    const found = await db.read((tx) => findSession(tx, id, principal.id));
    if (found?.is_due === true) await db.write((tx) => noteUse(tx, id));
    return found?.protocol_version;
  },
  end: async ({ db, principal }, id) =>
    Id.safeParse(id).success && db.write((tx) => deleteSession(tx, id, principal.id)),
});
