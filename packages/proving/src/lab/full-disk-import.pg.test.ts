import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHttp } from '../http.ts';
import { importerAt, type Importer } from '../knowledge/importer.ts';
import { numbered, tableOf } from '../knowledge/tables.ts';
import { CannotRun } from '../outcome.ts';
import { hasBinaries } from '../postgres/binaries.ts';
import { canRunPostgres } from '../postgres/unprivileged.ts';
import type { Node } from './node.ts';
import { ENTRIES } from './repository.ts';
import { useLab } from './testing/use-lab.ts';

const possible = hasBinaries() && canRunPostgres();
const MEGABYTES = 40;
const ROWS = 10_000;
/** More than a node works on at once. */
const IMPORTS = 5;

const lab = useLab(ENTRIES);

interface WaitingJob {
  readonly attempts: number;
  readonly error: string | null;
}

const jobsOf = async ({ url }: Node, { workspace }: Importer): Promise<readonly WaitingJob[]> => {
  const token = `probe.admin.${workspace}.${workspace}`;
  const { body } = await createHttp(url)('GET', '/api/v1/jobs?queue=imports', { token });
  return (body as { items: WaitingJob[] }).items;
};

test.skipIf(!possible)(
  'an import for whose file a node has no room is worked on when there is, and has used up none of its tries',
  { timeout: 120_000 },
  async ({ skip }) => {
    const disk = await lab()
      .smallDisk(MEGABYTES)
      .catch((failure: unknown) => {
        if (failure instanceof CannotRun) return skip(failure.message);
        throw failure;
      });
    const node = await lab().node({ dataFolder: join(disk.folder, 'data'), database: await lab().database() });
    const importer = importerAt(node);
    const sent: string[] = [];
    for (let nth = 0; nth < IMPORTS; nth += 1) {
      const table = tableOf(numbered(ROWS, { from: nth * ROWS + 1 }));
      sent.push((await importer.send(table)).id);
    }

    let refused: WaitingJob | undefined;
    const isRefused = async () => {
      // what ended imports give back is taken as well
      disk.fill();
      refused = (await jobsOf(node, importer)).find(({ error }) => error !== null);
      return refused !== undefined;
    };
    await expect.poll(isRefused, { timeout: 60_000, interval: 10 }).toBe(true);
    expect(refused).toMatchObject({ attempts: 0, error: expect.stringContaining('(storage_full)') });

    disk.relieve();
    for (const id of sent)
      expect(await importer.ended(id)).toMatchObject({ status: 'completed', counts: { added: ROWS } });
  },
);
