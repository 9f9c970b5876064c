import { gzipSync } from 'node:zlib';
import { xlsxOf, zipOf } from './packed.ts';
import { tableOf } from './tables.ts';

type Rows = readonly (readonly string[])[];

/** The same questions and answers as a file of each kind, by its name. */
export const inEveryFormat = (rows: Rows): ReadonlyMap<string, string | Uint8Array> => {
  const objects = rows.map(([question = '', answer = '']) => ({ question, answer }));
  const csv = tableOf(rows);
  const plain = {
    'faq.csv': csv,
    'faq.tsv': `question\tanswer\n${rows.map((row) => row.join('\t')).join('\n')}\n`,
    'faq.json': JSON.stringify(objects),
    'faq.jsonl': objects.map((one) => `${JSON.stringify(one)}\n`).join(''),
    'faq.md': rows.map(([question = '', answer = '']) => `## ${question}\n\n${answer}\n`).join('\n'),
  };
  const half = Math.floor(rows.length / 2);
  return new Map<string, string | Uint8Array>([
    ...Object.entries(plain),
    ['faq.csv.gz', gzipSync(csv)],
    ['faq.xlsx', xlsxOf([['question', 'answer'], ...rows])],
    [
      'faq.zip',
      zipOf([
        { name: 'one.csv', bytes: Buffer.from(tableOf(rows.slice(0, half))) },
        { name: 'folder/two.csv', bytes: Buffer.from(tableOf(rows.slice(half))) },
      ]),
    ],
  ]);
};
