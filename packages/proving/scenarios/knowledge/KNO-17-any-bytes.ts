import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { byteSoup } from '../../src/knowledge/byte-soup.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { numbered, tableOf } from '../../src/knowledge/tables.ts';
import { times } from '../../src/load.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const SENDERS = 3;
const FILES = 40;
const FINISHED = new Set(['completed', 'completed_with_errors']);
const SECONDS = 30;

export default scenario({
  id: 'KNO-17',
  kind: 'property',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'Any bytes at all, sent as a file, are refused with a reason or become an import that finishes and accounts for every row; nothing crashes, and nothing hangs.',
  async run({ lab, random, report }) {
    const node = await lab.node();
    const { pid } = node;
    let refused = 0;
    let rejected = 0;
    await times(SENDERS, async (sender) => {
      const chance = random.of(`sender ${sender}`);
      const importer = importerAt(node);
      for (let file = 0; file < FILES; file += 1) {
        const { filename, bytes, encoding } = byteSoup(chance);
        const facts = { filename, encoding, bytes: bytes.toString('base64').slice(0, 4_000) };
        const answer = await importer.post(bytes, encoding === undefined ? { filename } : { filename, encoding });
        expectThat([202, 400, 422].includes(answer.status), 'any bytes are taken, or refused with 400 or 422', {
          status: answer.status,
          failure: answer.failure,
          ...facts,
        });
        if (answer.status !== 202) {
          expectThat(typeof (answer.body as { detail?: unknown }).detail === 'string', 'a refusal says why', facts);
          refused += 1;
          continue;
        }
        // the API has just said that it is one
        const job = await importer.ended((answer.body as ImportJob).id, SECONDS);
        const { rows, added, changed, unchanged, duplicate, rejected: bad } = job.counts;
        expectThat(FINISHED.has(job.status), 'an import finishes', {
          status: job.status,
          failure: job.failure,
          ...facts,
        });
        expectSame(added + changed + unchanged + duplicate + bad, rows, 'every row is accounted for');
        rejected += bad;
      }
    });
    expectThat(node.isRunning() && node.pid === pid, 'the server is still the same process');
    expectSame((await importerAt(node).run(tableOf(numbered(3)))).counts.added, 3, 'a good file is imported as before');
    report.figure('files', SENDERS * FILES);
    report.figure('files refused', refused);
    report.figure('rows rejected', rejected);
  },
});
