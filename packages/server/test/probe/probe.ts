import { Timestamp } from '@holdfast/protocol/time';
import { z } from 'zod';
import { pause } from '../../src/platform/clock/pause.ts';
import { violates } from '../../src/platform/database/failures.ts';
import type { Write } from '../../src/platform/database/transaction.ts';
import { fail } from '../../src/platform/failure.ts';
import type { Context } from '../../src/platform/http/context.ts';
import { decodeCursor } from '../../src/platform/http/cursor.ts';
import { toPage } from '../../src/platform/http/page.ts';
import type { MakeId } from '../../src/platform/ids/uuid7.ts';
import { createMeetings } from './meetings.ts';
import * as store from './store.ts';
import type { Note } from './contracts.ts';

interface MoveOrder {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly order: 'from-first' | 'to-first';
  readonly meet?: string | undefined;
  readonly fail_after?: 'first' | 'second' | undefined;
  readonly savepoint: boolean;
  readonly isolation: 'default' | 'serializable';
}

const NOTES = 'probe.notes';
const NoteKey = z.tuple([Timestamp, z.uuid()]);
const PARTIES = 2;

/** The use cases that only tests have. */
export const createProbe = (makeId: MakeId) => {
  const meetings = createMeetings(PARTIES);

  return {
    async addFolder({ db }: Context, name: string) {
      const id = makeId();
      await db.write((tx) => store.addFolder(tx, id, name));
      return { id, name };
    },

    addNote: ({ db }: Context, note: { title: string; body: string; folder_id: string | null }): Promise<Note> =>
      db.write(async (tx) => {
        try {
          return await store.addNote(tx, { id: makeId(), ...note });
        } catch (error) {
          if (violates(error, 'notes_folder')) fail('not_found', { detail: 'There is no such folder.' });
          throw toConflict(error);
        }
      }),

    async addNotes({ db }: Context, mode: 'all' | 'each', titles: readonly string[]) {
      const notes = titles.map((title) => ({ id: makeId(), title }));
      if (mode === 'all') {
        const stored = await db.write((tx) =>
          store.addNotes(tx, notes).catch((error: unknown) => Promise.reject(toConflict(error))),
        );
        return { stored, rejected: [] };
      }
      return db.write(async (tx) => {
        const rejected: { row: number; code: string; detail: string }[] = [];
        for (const [row, note] of notes.entries()) {
          await tx
            .savepoint(() => store.addNotes(tx, [note]))
            .catch((error: unknown) => {
              if (!violates(error, FORBIDDEN)) throw error;
              rejected.push({ row, code: 'forbidden_title', detail: 'This title is not allowed.' });
            });
        }
        return { stored: notes.length - rejected.length, rejected };
      });
    },

    findNote: async ({ db }: Context, id: string): Promise<Note> =>
      (await db.read((tx) => store.findNote(tx, id))) ?? fail('not_found'),

    async listNotes(
      { db }: Context,
      { limit, cursor, folder_id }: { limit: number; cursor?: string | undefined; folder_id?: string | undefined },
    ) {
      const after = decodeCursor(NOTES, NoteKey, cursor);
      const rows = await db.read((tx) => store.listNotes(tx, limit, after, folder_id));
      return toPage(rows, { list: NOTES, limit, keyOf: ({ created_at, id }) => [created_at, id] });
    },

    changeNote: (
      { db }: Context,
      id: string,
      version: number,
      change: { title: string | undefined; body: string | undefined },
    ): Promise<Note> =>
      db.write(async (tx) => {
        const changed = await store.changeNoteFrom(tx, id, version, change);
        if (changed !== undefined) return changed;
        const current = (await store.findNote(tx, id)) ?? fail('not_found');
        return fail('stale', { members: { current_version: current.version } });
      }),

    async removeNote({ db }: Context, id: string): Promise<void> {
      if (!(await db.write((tx) => store.removeNote(tx, id)))) fail('not_found');
    },

    readCounter: ({ db }: Context, name: string) =>
      db.read(async (tx) => ({
        name,
        left: await store.readCounter(tx, 'probe.counters', name),
        right: await store.readCounter(tx, 'probe_notes.counters', name),
      })),

    async move({ db }: Context, order: MoveOrder) {
      let tries = 0;
      await db.write(
        async (tx) => {
          tries += 1;
          const [first, second] = halves(tx, order);
          await first();
          if (order.fail_after === 'first') fail('conflict', { detail: 'Told to fail after the first half.' });
          if (order.meet !== undefined) await meetings.arrive(order.meet);
          const rest = async (): Promise<void> => {
            await second();
            if (order.fail_after === 'second') fail('conflict', { detail: 'Told to fail after the second half.' });
          };
          await (order.savepoint ? tx.savepoint(rest).catch(() => {}) : rest());
        },
        order.isolation === 'serializable' ? { isolation: 'serializable' } : {},
      );
      return { moved: order.amount, tries };
    },

    async takeLong(
      { db, signal }: Context,
      {
        seconds,
        kind,
        name,
      }: { seconds: number; kind: 'statement' | 'lock' | 'hold-connection' | 'handler'; name: string },
    ) {
      if (kind === 'handler') await pause(seconds * 1000, signal);
      if (kind === 'statement') await db.read((tx) => store.sleep(tx, seconds));
      if (kind === 'lock' || kind === 'hold-connection') {
        await db.write(async (tx) => {
          if (kind === 'lock') await store.addToCounter(tx, 'probe.counters', name, 0);
          // in small steps, each well below the limit of a statement
          for (let left = seconds; left > 0; left -= 0.2) await store.sleep(tx, Math.min(left, 0.2));
        });
      }
      return { kind };
    },
  };
};

const FORBIDDEN = 'notes_title_is_not_forbidden';

const toConflict = (error: unknown): unknown => {
  if (violates(error, FORBIDDEN)) return fail('conflict', { detail: 'A title is not allowed.' });
  return error;
};

const halves = (tx: Write, { from, to, amount, order }: MoveOrder): [() => Promise<void>, () => Promise<void>] => {
  const take = (): Promise<void> => store.addToCounter(tx, 'probe.counters', from, -amount);
  const give = (): Promise<void> => store.addToCounter(tx, 'probe_notes.counters', to, amount);
  return order === 'from-first' ? [take, give] : [give, take];
};
