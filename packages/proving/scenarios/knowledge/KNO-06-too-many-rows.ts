import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inEveryFormat } from '../../src/knowledge/formats.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered } from '../../src/knowledge/tables.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const ROWS = 15_000;
const MOST = 10_000;

export default scenario({
  id: 'KNO-06',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'A file of 15,000 rows where 10,000 may be imported is refused at once, whatever its format: the answer says what the maximum is, and nothing of it is stored.',
  async run({ lab, report }) {
    const node = await lab.node({ environment: { HOLDFAST_IMPORT_ROWS: String(MOST) } });
    const importer = importerAt(node);
    const files = inEveryFormat(numbered(ROWS));
    for (const [filename, file] of files) {
      const { body } = expectAnswer(await importer.post(file, { filename }), 400, 'too_many_rows');
      expectSame((body as { maximum?: number }).maximum, MOST, `the answer to ${filename} says what the maximum is`);
    }
    const { items } = expectBody<{ items: ImportJob[] }>(await importer.ask('GET', '/imports'), 200);
    expectSame([items.length, (await importer.pairs()).length], [0, 0], 'there is neither an import nor a pair');
    expectSame(readdirSync(join(node.dataFolder, 'files', 'scratch')), [], 'no file is left');
    report.figure('formats', files.size);
  },
});
