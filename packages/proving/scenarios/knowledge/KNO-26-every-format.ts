import { gzipSync } from 'node:zlib';
import { expectPairs } from '../../src/knowledge/expect-pairs.ts';
import { inEveryFormat } from '../../src/knowledge/formats.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { zipOf } from '../../src/knowledge/packed.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const PAIRS = [
  ['How do I begin?', 'Take the first, then "the second"; and so on.'],
  ['Was heißt das?', 'Größe & <b>Maß</b>, ein Ding'],
  ['それは何ですか？', '答えです。🙂'],
  ['What, if not this?', '- one, - two'],
] as const;

export default scenario({
  id: 'KNO-26',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'CSV, TSV, JSON, JSON Lines, Markdown and XLSX, each plain and in gzip, and all of them in one zip, become the same pairs.',
  async run({ lab, report }) {
    const node = await lab.node();
    const files = [...inEveryFormat(PAIRS)];
    const plain = files.filter(([name]) => !/\.(?:gz|zip)$/.test(name));
    const packed = plain.map(([name, file]) => [`${name}.gz`, gzipSync(file)] as const);
    for (const [filename, file] of [...files, ...packed]) {
      const importer = importerAt(node);
      const job = await importer.run(file, { filename });
      await expectPairs(importer, job, PAIRS, filename);
      expectSame(
        job.reading.packed,
        /\.(gz|zip)$/.exec(filename)?.[1]?.replace('gz', 'gzip') ?? 'none',
        `${filename} is told as it was packed`,
      );
    }

    const importer = importerAt(node);
    const all = zipOf(plain.map(([name, file]) => ({ name: `folder/${name}`, bytes: Buffer.from(file) })));
    const job = await importer.run(all, { filename: 'faq.zip' });
    const { rows, added, duplicate } = job.counts;
    expectSame(
      [job.reading.entries, rows, added, duplicate],
      [plain.length, plain.length * PAIRS.length, PAIRS.length, (plain.length - 1) * PAIRS.length],
      'every file of the zip has the same pairs',
    );
    const entries = new Set((await importer.rows(job.id)).map(({ entry }) => entry));
    expectSame(
      [...entries],
      plain.map(([name]) => `folder/${name}`),
      'each row names its file',
    );
    report.figure('files', files.length + packed.length + 1);
  },
});
