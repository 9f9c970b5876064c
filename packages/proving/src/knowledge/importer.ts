import type { DryRun, ImportJob, ImportRow } from '@holdfast/protocol/knowledge/imports';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { randomUUID } from 'node:crypto';
import { createHttp, type Answer, type Ask } from '../http.ts';
import type { Node } from '../lab/node.ts';
import { until } from '../lab/wait.ts';
import { expectBody } from '../oracles/expect-answer.ts';

type Query = Readonly<Record<string, string>>;

/** Somebody who imports files into a workspace of the probe, which believes whoever says who it is. */
export interface Importer {
  readonly workspace: string;
  /** The path below `/api/v1/knowledge`. */
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  post(file: string | Uint8Array, query?: Query): Promise<Answer>;
  dryRun(file: string | Uint8Array, query?: Query): Promise<DryRun>;
  /** Sent and accepted. */
  send(file: string | Uint8Array, query?: Query): Promise<ImportJob>;
  find(id: string): Promise<ImportJob>;
  /** As it is when it has ended. */
  ended(id: string, seconds?: number): Promise<ImportJob>;
  run(file: string | Uint8Array, query?: Query): Promise<ImportJob>;
  /** All of them, page after page. */
  rows(id: string): Promise<ImportRow[]>;
  pairs(): Promise<Pair[]>;
  undo(id: string): Promise<ImportJob>;
}

const PATIENCE_MS = 120_000;
const SECONDS = 120;
const RUNNING = new Set(['pending', 'processing']);

export const importerAt = (node: Node, workspace: string = randomUUID()): Importer => {
  const token = `probe.analyst.${workspace}.${randomUUID()}`;
  // the address is read anew each time: a node that was started again has another
  const ask: Importer['ask'] = (method, path, given) =>
    createHttp(node.url)(method, `/api/v1/knowledge${path}`, { patienceMs: PATIENCE_MS, ...given, token });

  const all = async <Item>(path: string): Promise<Item[]> => {
    const found: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: { items: Item[]; next_cursor: string | null } = expectBody(await ask('GET', `${path}${more}`), 200);
      found.push(...page.items);
      cursor = page.next_cursor;
    }
    return found;
  };

  const importer: Importer = {
    workspace,
    ask,
    post: (file, query = {}) =>
      ask('POST', `/imports?${new URLSearchParams({ filename: 'faq.csv', ...query }).toString()}`, {
        body: file,
        headers: { 'content-type': 'application/octet-stream' },
      }),
    dryRun: async (file, query) => expectBody<DryRun>(await importer.post(file, { ...query, dry_run: 'true' }), 200),
    send: async (file, query) => expectBody<ImportJob>(await importer.post(file, query), 202),
    find: async (id) => expectBody<ImportJob>(await ask('GET', `/imports/${id}`), 200),
    ended: (id, seconds = SECONDS) =>
      until(`import ${id} to end`, { seconds, everyMs: 50 }, async () => {
        const job = await importer.find(id);
        return RUNNING.has(job.status) ? undefined : job;
      }),
    run: async (file, query) => importer.ended((await importer.send(file, query)).id),
    rows: (id) => all(`/imports/${id}/rows?limit=200`),
    pairs: () => all('/pairs?limit=200&sort=oldest'),
    async undo(id) {
      expectBody(await ask('POST', `/imports/${id}/undo`), 200);
      return until(`import ${id} to be undone`, { seconds: SECONDS, everyMs: 50 }, async () => {
        const job = await importer.find(id);
        return job.status === 'undone' ? job : undefined;
      });
    },
  };
  return importer;
};
