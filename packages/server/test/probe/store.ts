import type { Read, Write } from '../../src/platform/database/transaction.ts';
import { sql } from 'kysely';
import { query } from '../../src/platform/database/statements.ts';
import type { CursorKey } from '../../src/platform/http/cursor.ts';
import type { Note } from './contracts.ts';
import type { Tables } from './tables.generated.ts';

const tables = query.withTables<Tables>();

const NOTE = ['id', 'title', 'body', 'folder_id', 'version', 'created_at', 'updated_at'] as const;

// the database wrote the row, so its version and its times have their forms
const toNote = (row: object): Note => row as Note;

export const findNote = async (tx: Read, id: string): Promise<Note | undefined> => {
  const row = await tx.maybe(
    tables.selectFrom('probe_notes.notes').select(NOTE).where('workspace_id', '=', tx.workspace).where('id', '=', id),
  );
  return row && toNote(row);
};

/** One row more than the page has, to know whether there is another page. */
export const listNotes = async (
  tx: Read,
  limit: number,
  after: CursorKey | undefined,
  folder: string | undefined,
): Promise<Note[]> => {
  let notes = tables.selectFrom('probe_notes.notes').select(NOTE).where('workspace_id', '=', tx.workspace);
  if (folder !== undefined) notes = notes.where('folder_id', '=', folder);
  if (after !== undefined) notes = notes.where(sql<boolean>`(created_at, id) < (${after[0]}, ${after[1]})`);
  const rows = await tx.many(
    notes
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1),
  );
  return rows.map(toNote);
};

export const addNote = async (
  tx: Write,
  note: { id: string; title: string; body: string; folder_id: string | null },
): Promise<Note> =>
  toNote(
    await tx.one(
      tables
        .insertInto('probe_notes.notes')
        .values({ workspace_id: tx.workspace, ...note })
        .returning(NOTE),
    ),
  );

export const addNotes = async (tx: Write, notes: readonly { id: string; title: string }[]): Promise<number> =>
  tx.run(tables.insertInto('probe_notes.notes').values(notes.map((note) => ({ workspace_id: tx.workspace, ...note }))));

/** Wins only from the version that was seen. */
export const changeNoteFrom = async (
  tx: Write,
  id: string,
  version: number,
  change: { title: string | undefined; body: string | undefined },
): Promise<Note | undefined> => {
  const row = await tx.maybe(sql<object>`
    update probe_notes.notes
       set title = coalesce(${change.title ?? null}, title), body = coalesce(${change.body ?? null}, body),
           version = version + 1, updated_at = holdfast.now()
     where workspace_id = ${tx.workspace} and id = ${id} and version = ${version}
    returning id, title, body, folder_id, version, created_at, updated_at`);
  return row && toNote(row);
};

export const removeNote = async (tx: Write, id: string): Promise<boolean> =>
  (await tx.run(
    tables.deleteFrom('probe_notes.notes').where('workspace_id', '=', tx.workspace).where('id', '=', id),
  )) === 1;

export const addFolder = async (tx: Write, id: string, name: string): Promise<void> => {
  await tx.run(tables.insertInto('probe.folders').values({ workspace_id: tx.workspace, id, name }));
};

export type Side = 'probe.counters' | 'probe_notes.counters';

export const addToCounter = async (tx: Write, side: Side, name: string, amount: number): Promise<void> => {
  await tx.run(sql`
    insert into ${sql.table(side)} as counter (workspace_id, name, value) values (${tx.workspace}, ${name}, ${amount})
    on conflict (workspace_id, name) do update set value = counter.value + excluded.value`);
};

export const readCounter = async (tx: Read, side: Side, name: string): Promise<number> => {
  const row = await tx.maybe(
    tables.selectFrom(side).select('value').where('workspace_id', '=', tx.workspace).where('name', '=', name),
  );
  return row?.value ?? 0;
};

export const sleep = async (tx: Read, seconds: number): Promise<void> => {
  await tx.one(sql`select pg_sleep(${seconds})`);
};
