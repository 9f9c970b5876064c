import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bombs } from '../../src/knowledge/hostile-archives.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectAtMost, expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const MEBIBYTE = 1024 * 1024;
const MOST_GROWTH = 100;
const LOOK_MS = 10;

export default scenario({
  id: 'KNO-13',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'A file that is small and was made to be large when it is unpacked, nested, overlapping or lying, is refused with 400 before it is, and the server needs hardly more memory than for any file.',
  async run({ lab, report }) {
    const node = await lab.node();
    const importer = importerAt(node);
    await importer.run(tableOf(numbered(1_000)));
    const before = node.memoryBytes();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, node.memoryBytes());
    }, LOOK_MS);
    const all = bombs();
    try {
      for (const [name, bomb] of all) {
        const since = performance.now();
        const answer = await importer.post(bomb, { filename: 'faq' });
        expectAnswer(answer, 400, 'unreadable_file');
        expectAtMost(performance.now() - since, 10_000, 'ms', `${name} is refused soon`);
      }
    } finally {
      clearInterval(watch);
    }
    const growth = Math.round((most - before) / MEBIBYTE);
    expectAtMost(growth, MOST_GROWTH, 'MiB', 'the server grows no further than for any file');
    const { items } = expectBody<{ items: ImportJob[] }>(await importer.ask('GET', '/imports'), 200);
    expectSame(items.length, 1, 'no import was made of any of them');
    const scratch = join(node.dataFolder, 'files', 'scratch');
    await until('every file to be gone', { seconds: 10 }, () => readdirSync(scratch).length === 0);
    expectSame((await importer.run(tableOf(numbered(1_001)))).counts.added, 1, 'a good file is imported as before');
    report.figure('bombs', all.size);
    report.figure('growth of the server', growth, 'MiB');
  },
});
