import { randomUUID } from 'node:crypto';
import type { Answer, Ask } from '../http.ts';
import type { Node } from '../lab/node.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { createPrincipal, type Principal, type ProbeRole } from './principal.ts';

/** What every POST that creates answers at least. */
export interface Made {
  readonly id: string;
}

export interface Note {
  readonly id: string;
  readonly title: string;
  readonly version: number;
}

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly order?: 'from-first' | 'to-first';
  readonly meet?: string;
  readonly fail_after?: 'first' | 'second';
  readonly savepoint?: boolean;
  readonly isolation?: 'default' | 'serializable';
}

export interface Slow {
  readonly seconds: number;
  readonly kind: 'statement' | 'lock' | 'hold-connection' | 'handler';
  readonly name?: string;
}

export interface Counter {
  readonly left: number;
  readonly right: number;
}

/** A workspace of the probe, and what can be done in it. Ways to ask give the answer; ways to see give the thing. */
export interface ProbeWorkspace {
  readonly id: string;
  member(role: ProbeRole): Principal;
  writeNote(title: string, ask?: Ask): Promise<Answer>;
  changeNote(note: Pick<Note, 'id' | 'version'>, title: string): Promise<Answer>;
  writeNotes(mode: 'all' | 'each', titles: readonly string[]): Promise<Answer>;
  move(move: Move, ask?: Ask): Promise<Answer>;
  slow(slow: Slow, ask?: Ask): Promise<Answer>;
  seeNote(id: string): Promise<Note>;
  seeNotes(): Promise<Note[]>;
  seeCounter(name: string): Promise<Counter>;
}

interface NotePage {
  readonly items: readonly Note[];
  readonly next_cursor: string | null;
}

const PAGE = 200;

const seeAllNotes = async (reader: Principal): Promise<Note[]> => {
  const notes: Note[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: NotePage = expectBody<NotePage>(await reader.ask('GET', `/notes?limit=${PAGE}${from}`), 200);
    notes.push(...page.items);
    cursor = page.next_cursor;
  }
  return notes;
};

export const createWorkspace = async (node: Node): Promise<ProbeWorkspace> => {
  const operator = createPrincipal(node, 'operator', randomUUID());
  const made = expectBody<Made>(await operator.ask('POST', '/workspaces', { body: { name: 'proving' } }), 201);
  return openWorkspace(node, made.id);
};

export const openWorkspace = (node: Node, id: string): ProbeWorkspace => {
  // the same person on every node and in every try: an Idempotency-Key counts for whoever sent it
  const analyst = createPrincipal(node, 'analyst', id, id);
  return {
    id,
    member: (role) => createPrincipal(node, role, id),
    writeNote: (title, ask) => analyst.ask('POST', '/notes', { ...ask, body: { title } }),
    changeNote: ({ id: note, version }, title) =>
      analyst.ask('PATCH', `/notes/${note}`, { body: { title }, headers: { 'if-match': `"${version}"` } }),
    writeNotes: (mode, titles) =>
      analyst.ask('POST', '/notes/bulk', { body: { mode, notes: titles.map((title) => ({ title })) } }),
    move: (move, ask) => analyst.ask('POST', '/moves', { ...ask, body: move }),
    slow: (slow, ask) => analyst.ask('POST', '/slow', { ...ask, body: slow }),
    seeNote: async (note) => expectBody<Note>(await analyst.ask('GET', `/notes/${note}`), 200),
    seeNotes: () => seeAllNotes(analyst),
    seeCounter: async (name) =>
      expectBody<Counter>(await analyst.ask('GET', `/counters/${encodeURIComponent(name)}`), 200),
  };
};
