import type { DryRun, ImportJob, ImportRow } from '@holdfast/protocol/knowledge/imports';
import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { ask } from './ask.ts';
import { tokenOf, type TestSystem } from './system.ts';

const IMPORTS = '/api/v1/knowledge/imports';

export interface Posted<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
}

type Rows = readonly (readonly string[])[];

export const csvOf = (rows: Rows): string =>
  rows.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');

/** Questions and answers, numbered, as a table with a header. */
export const table = (count: number, { from = 1, answer = 'answer' } = {}): string =>
  csvOf([
    ['question', 'answer'],
    ...Array.from({ length: count }, (_, at) => [`question ${from + at}`, `${answer} ${from + at}`]),
  ]);

/** Somebody who imports files into a workspace. */
export const importerOf = (system: TestSystem, workspace: string = randomUUID()) => {
  const member = randomUUID();
  const get = async <Body>(path: string, role: 'viewer' | 'analyst' = 'viewer'): Promise<Body> => {
    const { status, body } = await ask(system, `GET ${path}`, { role, workspace });
    expect(status).toBe(200);
    return body as Body;
  };
  const importer = {
    workspace,

    async post(body: string | Uint8Array<ArrayBuffer>, query: Record<string, string> = {}): Promise<Posted> {
      const search = new URLSearchParams({ filename: 'faq.csv', ...query });
      const response = await system.fetch(`${IMPORTS}?${search.toString()}`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${tokenOf('analyst', workspace, member)}`, 'content-type': 'text/csv' },
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },

    /** Sent and accepted. */
    async send(body: string | Uint8Array<ArrayBuffer>, query: Record<string, string> = {}): Promise<ImportJob> {
      const posted = await importer.post(body, query);
      expect(posted).toMatchObject({ status: 202 });
      return posted.body as unknown as ImportJob;
    },

    async dryRun(body: string, query: Record<string, string> = {}): Promise<DryRun> {
      const posted = await importer.post(body, { ...query, dry_run: 'true' });
      expect(posted).toMatchObject({ status: 200 });
      return posted.body as unknown as DryRun;
    },

    find: (id: string): Promise<ImportJob> => get(`${IMPORTS}/${id}`),

    /** As it is when it has ended. */
    async ended(id: string, statuses: readonly string[] = ENDED): Promise<ImportJob> {
      let job = await importer.find(id);
      await expect
        .poll(async () => (job = await importer.find(id)).status, { timeout: 60_000, interval: 50 })
        .toSatisfy((status: string) => statuses.includes(status));
      return job;
    },

    run: async (body: string, query: Record<string, string> = {}): Promise<ImportJob> =>
      importer.ended((await importer.send(body, query)).id),

    rows: async (id: string, query = 'limit=200'): Promise<ImportRow[]> =>
      (await get<{ items: ImportRow[] }>(`${IMPORTS}/${id}/rows?${query}`)).items,

    pairs: async (query = 'limit=200&sort=oldest'): Promise<Pair[]> =>
      (await get<{ items: Pair[] }>(`/api/v1/knowledge/pairs?${query}`)).items,

    act: async (id: string, act: 'cancel' | 'undo'): Promise<Posted<ImportJob>> => {
      const { status, body } = await ask(system, `POST ${IMPORTS}/${id}/${act}`, { role: 'analyst', workspace });
      return { status, body: body as ImportJob };
    },

    undone: async (id: string): Promise<ImportJob> => {
      expect(await importer.act(id, 'undo')).toMatchObject({ status: 200 });
      return importer.ended(id, ['undone']);
    },
  };
  return importer;
};

const ENDED = ['completed', 'completed_with_errors', 'cancelled', 'failed', 'undone'];
