import { setUpInstance } from '../../src/identity/instance.ts';
import { readCsv } from '../../src/knowledge/read-csv.ts';
import { expectKept, keepPair, PAIRS, type PairTexts } from '../../src/knowledge/pair-texts.ts';
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

export default scenario({
  id: 'KNO-14',
  kind: 'security',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'An export for spreadsheets has no cell that begins as a formula does, every cell quoted; the raw export holds the text as it is, and what is stored is never changed.',
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
    for (const { id, texts } of kept) await expectKept(key, id, texts);
    report.figure('cells', cells);
  },
});
