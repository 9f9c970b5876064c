import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CannotRun } from '../outcome.ts';

/** Four folders up: packages/proving/src/lab. */
export const ROOT = resolve(import.meta.dirname, '../../../..');

/** A program the lab starts. Proving is a black box: these are files to spawn, never to import. */
export interface Entry {
  readonly file: string;
  readonly start: readonly string[];
  readonly migrate: readonly string[];
}

export type EntryName = 'probe' | 'product';

export type Entries = Readonly<Record<EntryName, Entry>>;

export const ENTRIES: Entries = {
  probe: { file: join(ROOT, 'packages/server/test/probe/main.ts'), start: ['start'], migrate: ['migrate'] },
  product: { file: join(ROOT, 'packages/server/src/main.ts'), start: ['start'], migrate: ['migrate'] },
};

export const demandEntry = (entries: Entries, name: EntryName): Entry => {
  const entry = entries[name];
  if (!existsSync(entry.file)) throw new CannotRun(`the ${name} is not part of this installation`);
  return entry;
};
