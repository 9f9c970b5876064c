import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import type { Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { readCsv } from '../../src/knowledge/read-csv.ts';
import { expectKept, keepPair, PAIRS, type PairTexts } from '../../src/knowledge/pair-texts.ts';
import { until } from '../../src/lab/wait.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const SIGNS = ['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20'] as const;
const CALL = `cmd|' /C calc'!A0","=HYPERLINK("http://x.example")`;

/** What begins with white space can stand in a question and in an answer alone: elsewhere it is no part of the text. */
const textsOfSign = (sign: string, index: number): PairTexts => {
  const text = `${sign}${index}${CALL}`;
  const isWhite = sign.trim() === '';
  return {
    question: text,
    answer: text,
    phrasings: isWhite ? [] : [`${text}?`],
    tags: isWhite ? [] : [text],
    source: isWhite ? '' : text,
  };
};

const listIn = (cell = ''): unknown => (cell === '' ? [] : JSON.parse(cell));

const importAgain = async (key: Caller, filename: string, body: string): Promise<ImportJob> => {
  const headers = { 'content-type': 'application/octet-stream' };
  const sent = await key.ask('POST', `/api/v1/knowledge/imports?filename=${filename}`, { body, headers });
  const { id } = expectBody<ImportJob>(sent, 202);
  return until(`${filename} to be imported`, { seconds: 60 }, async () => {
    const job = expectBody<ImportJob>(await key.ask('GET', `/api/v1/knowledge/imports/${id}`), 200);
    return job.ended_at === null ? undefined : job;
  });
};

export default scenario({
  id: 'KNO-14',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'An export for spreadsheets has no cell that begins as a formula does, every cell quoted; the raw exports hold the text as it is and change nothing when they are imported again; what is stored is never changed.',
  async run({ lab, report }) {
    const node = await lab.node({ entry: 'product' });
    const key = await (await setUpInstance(node)).first.key(['knowledge:read', 'knowledge:write']);
    const kept: { readonly id: string; readonly texts: PairTexts }[] = [];
    for (const [index, sign] of SIGNS.entries()) {
      const texts = textsOfSign(sign, index);
      kept.push({ id: (await keepPair(key, texts)).id, texts });
    }
    const exported = async (format: string): Promise<string[][]> => {
      const [, ...rows] = readCsv(expectBody<string>(await key.ask('GET', `${PAIRS}/export?format=${format}`), 200));
      return rows;
    };
    const safe = await exported('spreadsheet');
    let cells = 0;
    for (const cell of safe.flat()) {
      expectThat(!SIGNS.some((sign) => cell.startsWith(sign)), 'no cell begins as a formula does', { cell });
      cells += 1;
    }
    expectSame(
      safe.map(([question, answer]) => [question, answer]),
      kept.map(({ texts }) => [`'${texts.question}`, `'${texts.answer}`]),
      'a cell that would has an apostrophe before it, and nothing else is changed',
    );
    expectSame(
      (await exported('csv')).map(([question, answer, phrasings, tags, source]) => ({
        question,
        answer,
        phrasings: listIn(phrasings),
        tags: listIn(tags),
        source,
      })),
      kept.map(({ texts }) => texts),
      'the raw export holds the text as it is',
    );
    for (const format of ['csv', 'jsonl']) {
      const file = await key.ask('GET', `${PAIRS}/export?format=${format}`);
      const { counts } = await importAgain(key, `again.${format}`, String(file.body));
      expectSame(
        counts,
        { rows: kept.length, added: 0, changed: 0, unchanged: kept.length, duplicate: 0, rejected: 0 },
        `the raw export as ${format} imported again changes nothing`,
      );
    }
    for (const { id, texts } of kept) await expectKept(key, id, texts);
    report.figure('cells', cells);
  },
});
