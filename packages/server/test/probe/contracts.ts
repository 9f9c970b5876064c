import { contract, type Contract } from '@holdfast/protocol/contract';
import { page, PageQuery } from '@holdfast/protocol/page';
import { text } from '@holdfast/protocol/text';
import { Timestamp } from '@holdfast/protocol/time';
import { Version } from '@holdfast/protocol/version';
import { z } from 'zod';

const Title = text(200, 1);
const Name = text(100, 1);
const NoteParams = z.strictObject({ note_id: z.uuid() });

export const Note = z.strictObject({
  id: z.uuid(),
  title: Title,
  body: text(100_000),
  folder_id: z.uuid().nullable(),
  version: Version,
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Note = z.infer<typeof Note>;

export const createWorkspace = contract({
  name: 'probe.create_workspace',
  method: 'POST',
  path: '/api/v1/probe/workspaces',
  summary: 'Make a workspace to try things in.',
  permission: 'instance:manage',
  body: z.strictObject({ name: Name }),
  answers: { 201: z.strictObject({ id: z.uuid(), name: Name }) },
});

export const createFolder = contract({
  name: 'probe.create_folder',
  method: 'POST',
  path: '/api/v1/probe/folders',
  summary: 'Make a folder.',
  permission: 'knowledge:write',
  body: z.strictObject({ name: Name }),
  answers: { 201: z.strictObject({ id: z.uuid(), name: Name }) },
  failures: ['conflict'],
});

export const createNote = contract({
  name: 'probe.create_note',
  method: 'POST',
  path: '/api/v1/probe/notes',
  summary: 'Write a note.',
  permission: 'knowledge:write',
  idempotency: 'accepted',
  body: z.strictObject({ title: Title, body: text(100_000).default(''), folder_id: z.uuid().nullable().default(null) }),
  answers: { 201: Note },
  failures: ['not_found', 'conflict'],
});

export const listNotes = contract({
  name: 'probe.list_notes',
  method: 'GET',
  path: '/api/v1/probe/notes',
  summary: 'Notes, the newest first.',
  permission: 'knowledge:read',
  query: PageQuery.extend({ folder_id: z.uuid().optional() }),
  answers: { 200: page(Note) },
});

export const getNote = contract({
  name: 'probe.get_note',
  method: 'GET',
  path: '/api/v1/probe/notes/{note_id}',
  summary: 'One note.',
  permission: 'knowledge:read',
  params: NoteParams,
  answers: { 200: Note },
});

export const changeNote = contract({
  name: 'probe.change_note',
  method: 'PATCH',
  path: '/api/v1/probe/notes/{note_id}',
  summary: 'Change a note from the version that was seen.',
  permission: 'knowledge:write',
  precondition: 'if-match',
  params: NoteParams,
  body: z.strictObject({ title: Title.optional(), body: text(100_000).optional() }),
  answers: { 200: Note },
});

export const deleteNote = contract({
  name: 'probe.delete_note',
  method: 'DELETE',
  path: '/api/v1/probe/notes/{note_id}',
  summary: 'Delete a note.',
  permission: 'knowledge:write',
  params: NoteParams,
  answers: { 204: z.undefined() },
});

export const createNotes = contract({
  name: 'probe.create_notes',
  method: 'POST',
  path: '/api/v1/probe/notes/bulk',
  summary: 'Write many notes: all of them or none, or each that can be.',
  permission: 'knowledge:write',
  body: z.strictObject({
    mode: z.enum(['all', 'each']),
    notes: z
      .array(z.strictObject({ title: Title }))
      .min(1)
      .max(2000),
  }),
  answers: {
    200: z.strictObject({
      stored: z.int(),
      rejected: z.array(z.strictObject({ row: z.int(), code: z.string(), detail: z.string() })),
    }),
  },
  failures: ['conflict'],
});

export const getCounter = contract({
  name: 'probe.get_counter',
  method: 'GET',
  path: '/api/v1/probe/counters/{name}',
  summary: 'What a counter stands at, on both sides.',
  permission: 'knowledge:read',
  params: z.strictObject({ name: Name }),
  answers: { 200: z.strictObject({ name: Name, left: z.int(), right: z.int() }) },
});

export const move = contract({
  name: 'probe.move',
  method: 'POST',
  path: '/api/v1/probe/moves',
  summary: 'Take from a counter in one schema and add to one in another, in one transaction.',
  permission: 'knowledge:write',
  body: z.strictObject({
    from: Name,
    to: Name,
    amount: z.int().min(0).max(1_000_000),
    order: z.enum(['from-first', 'to-first']).default('from-first'),
    meet: Name.optional().describe('After its first half, wait until another move with this word is as far.'),
    fail_after: z.enum(['first', 'second']).optional(),
    savepoint: z
      .boolean()
      .default(false)
      .describe('Run the second half in a savepoint and keep the first when it fails.'),
    isolation: z.enum(['default', 'serializable']).default('default'),
  }),
  answers: { 200: z.strictObject({ moved: z.int(), tries: z.int() }) },
  failures: ['conflict', 'contended'],
});

export const slow = contract({
  name: 'probe.slow',
  method: 'POST',
  path: '/api/v1/probe/slow',
  summary: 'Take long, in one of several ways.',
  permission: 'knowledge:write',
  body: z.strictObject({
    seconds: z.number().min(0).max(120),
    kind: z.enum(['statement', 'lock', 'hold-connection', 'handler']),
    name: Name.default('the lock').describe('Which counter to lock.'),
  }),
  answers: { 200: z.strictObject({ kind: z.string() }) },
  failures: ['statement_timeout', 'lock_timeout', 'database_busy'],
});

export const stream = contract({
  name: 'probe.stream',
  method: 'GET',
  path: '/api/v1/probe/stream',
  summary: 'Numbers, one after another, from where the client left off.',
  permission: 'knowledge:read',
  query: z.strictObject({
    count: z.int().min(1).max(1_000_000).default(1_000_000),
    every_ms: z.int().min(0).max(60_000).default(100),
    bytes: z.int().min(0).max(200_000).default(0),
  }),
  answers: {},
  events: { number: z.strictObject({ number: z.int(), padding: z.string() }) },
});

export const echo = contract({
  name: 'probe.echo',
  method: 'POST',
  path: '/api/v1/probe/echo',
  summary: 'Say what was heard, from where.',
  permission: { open: 'it says nothing that the caller did not say' },
  body: z.strictObject({ text: text(10_000) }),
  answers: { 200: z.strictObject({ text: text(10_000) }) },
});

export const tell = contract({
  name: 'probe.tell',
  method: 'POST',
  path: '/api/v1/probe/tell',
  summary: 'Publish a live event.',
  permission: 'knowledge:write',
  body: z.strictObject({ text: text(100_000), thing_id: z.uuid().optional() }),
  answers: { 204: z.undefined() },
});

export const revoke = contract({
  name: 'probe.revoke',
  method: 'POST',
  path: '/api/v1/probe/revocations',
  summary: 'End what a member of the workspace has open.',
  permission: 'knowledge:write',
  body: z.strictObject({ member: z.uuid(), reason: z.enum(['signed_out', 'forbidden']) }),
  answers: { 204: z.undefined() },
});

export const receive = contract({
  name: 'probe.receive',
  method: 'POST',
  path: '/api/v1/probe/files',
  summary: 'Take a file, and say what it was.',
  permission: 'knowledge:write',
  idempotency: 'accepted',
  takes: 'file',
  query: z.strictObject({
    filename: z.string().max(6000).optional(),
    label: text(100).optional(),
    hold: z.boolean().default(false).describe('Waits for as long as the request may take.'),
  }),
  answers: {
    201: z.strictObject({
      id: z.uuid(),
      filename: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      first: z.string(),
      label: z.string().nullable(),
    }),
  },
});

export const makeFile = contract({
  name: 'probe.make_file',
  method: 'GET',
  path: '/api/v1/probe/files',
  summary: 'Make a file while it is read.',
  permission: 'knowledge:read',
  query: z.strictObject({
    name: z.string().max(300),
    lines: z.int().max(10_000_000).default(3),
    bytes: z.int().max(10_000).default(10).describe('Of one line.'),
    fails_at: z.int().optional(),
    as: z.enum(['csv', 'ndjson']).default('csv'),
  }),
  produces: ['text/csv', 'application/x-ndjson'],
  answers: { 200: z.string() },
});

export const PROBE_CONTRACTS: readonly Contract[] = [
  createWorkspace,
  createFolder,
  createNote,
  listNotes,
  getNote,
  changeNote,
  deleteNote,
  createNotes,
  getCounter,
  move,
  slow,
  stream,
  echo,
  tell,
  revoke,
  receive,
  makeFile,
];
