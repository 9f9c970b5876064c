import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

/** What is sent, and what is shown of it. */
const NAMES: readonly (readonly [string, string])[] = [
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\win.csv', 'win.csv'],
  ['/', 'unnamed'],
  ['..', 'unnamed'],
  ['a\u0000b.csv', 'ab.csv'],
  ['CON', 'CON'],
  ['aux.csv', 'aux.csv'],
  ['line\r\nbreak.csv', 'linebreak.csv'],
  ['right\u202eto left.csv', 'rightto left.csv'],
  [`${'n'.repeat(5000)}.csv`, `${'n'.repeat(251)}.csv`],
];

export default scenario({
  id: 'KNO-12',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'A file may be called anything: it is imported, its name is shown without a path, and no file of that name is made.',
  async run({ lab, report }) {
    const node = await lab.node();
    const importer = importerAt(node);
    for (const [filename, shown] of NAMES) {
      const job = await importer.run(tableOf(numbered(1)), { filename });
      expectSame(
        [job.status, job.filename],
        ['completed', shown],
        'the file is imported under a name that can be shown',
      );
      expectThat(Buffer.byteLength(job.filename) <= 255, 'a name has 255 bytes at most', { filename: job.filename });
    }
    const made = readdirSync(join(node.dataFolder, 'files'), { recursive: true });
    expectSame(made, ['scratch'], 'no file of any of these names is made');
    report.figure('names', NAMES.length);
  },
});
