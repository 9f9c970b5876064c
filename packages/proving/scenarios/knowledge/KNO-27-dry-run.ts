import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inEveryFormat } from '../../src/knowledge/formats.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { csvOf, numbered } from '../../src/knowledge/tables.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const TABLE = [
  ['Frage', 'Antwort', 'Nummer'],
  ['Wie geht das?', 'So.', '1'],
  ['', 'Ohne Frage.', '2'],
  ['Und das?', 'Auch so.', '3'],
];

export default scenario({
  id: 'KNO-27',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'A dry run says which columns there are, how they would be read, what the first pairs would be and what is wrong, and stores nothing.',
  async run({ lab, report }) {
    const node = await lab.node();
    const importer = importerAt(node);
    const found = await importer.dryRun(csvOf(TABLE));
    const { reading, rows, rejected, sample, problems } = found;
    expectSame(
      reading.columns.map(({ name }) => name),
      TABLE[0],
      'it names the columns',
    );
    const { question, answer } = reading.mapping;
    expectSame([question, answer], ['Frage', 'Antwort'], 'it proposes what they are');
    expectSame([rows, rejected], [3, 1], 'it counts the rows, and those that would be rejected');
    expectSame(
      sample.map((one) => [one.row, one.question, one.answer]),
      [
        [1, 'Wie geht das?', 'So.'],
        [3, 'Und das?', 'Auch so.'],
      ],
      'it shows the first pairs',
    );
    expectSame(
      problems.map(({ row, line }) => [row, line]),
      [[2, 3]],
      'it says what is wrong and where',
    );
    const mapping = JSON.stringify({ question: 'Antwort', answer: 'Frage' });
    const other = await importer.dryRun(csvOf(TABLE), { mapping });
    expectSame(other.sample[0]?.question, 'So.', 'another mapping is taken');

    const files = inEveryFormat(numbered(20));
    for (const [filename, file] of files)
      expectSame((await importer.dryRun(file, { filename })).rows, 20, `${filename} is read`);
    const { items } = expectBody<{ items: ImportJob[] }>(await importer.ask('GET', '/imports'), 200);
    expectSame([items.length, (await importer.pairs()).length], [0, 0], 'nothing is stored');
    expectSame(readdirSync(join(node.dataFolder, 'files', 'scratch')), [], 'no file is left');
    report.figure('formats', files.size);
  },
});
