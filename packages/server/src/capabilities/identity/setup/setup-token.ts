import { readFile, rm } from 'node:fs/promises';
import type { InstanceDb } from '../../../platform/database/database.ts';
import { writeAtomically } from '../../../platform/files/atomic-write.ts';
import { hashOf, newSecret, SECRET_PATTERN } from '../secrets/secret.ts';
import { offerSetup } from './store.ts';

/** What shows that somebody runs this instance, for as long as nobody has set it up. */
export interface SetupToken {
  /** The token that waits to be used; undefined when the instance is set up. */
  offer(db: InstanceDb): Promise<string | undefined>;
  remove(): Promise<void>;
}

/** Kept in a file that only the owner of the process can read, so that a restart prints the same one. */
export const createSetupToken = (file: string): SetupToken => ({
  async offer(db) {
    const token = (await readKept(file)) ?? newSecret();
    if (!(await db.write((tx) => offerSetup(tx, hashOf(token))))) {
      await rm(file, { force: true });
      return undefined;
    }
    await writeAtomically(file, `${token}\n`);
    return token;
  },
  remove: () => rm(file, { force: true }),
});

const TOKEN = new RegExp(`^${SECRET_PATTERN}$`);

const readKept = async (file: string): Promise<string | undefined> => {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    return TOKEN.test(text) ? text : undefined;
  } catch {
    // none was kept, or none that can be read: another one is as good
    return undefined;
  }
};
