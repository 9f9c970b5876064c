import { contract } from '@holdfast/protocol/contract';
import { z } from 'zod';

const open = { open: 'made up for the tests of the client' };
const Note = z.strictObject({ note_id: z.string(), title: z.string() });

export const getNote = contract({
  name: 'notes.get',
  method: 'GET',
  path: '/notes/{note_id}',
  summary: 'One note.',
  permission: open,
  params: z.strictObject({ note_id: z.string() }),
  answers: { 200: Note },
});

export const listNotes = contract({
  name: 'notes.list',
  method: 'GET',
  path: '/notes',
  summary: 'Notes.',
  permission: open,
  query: z.strictObject({ tags: z.array(z.string()).optional(), limit: z.int().default(50), q: z.string().optional() }),
  answers: { 200: z.strictObject({ items: z.array(Note) }) },
});

export const changeNote = contract({
  name: 'notes.change',
  method: 'PATCH',
  path: '/notes/{note_id}',
  summary: 'Change a note.',
  permission: open,
  params: z.strictObject({ note_id: z.string() }),
  body: z.strictObject({ title: z.string() }),
  answers: { 200: Note, 204: z.undefined() },
});

export const exportNotes = contract({
  name: 'notes.export',
  method: 'GET',
  path: '/notes.csv',
  summary: 'Notes as CSV.',
  permission: open,
  answers: { 200: z.string() },
});

export const followNotes = contract({
  name: 'notes.follow',
  method: 'GET',
  path: '/notes/events',
  summary: 'Changes of notes.',
  permission: open,
  answers: {},
  events: { note_changed: z.strictObject({ title: z.string() }) },
});
