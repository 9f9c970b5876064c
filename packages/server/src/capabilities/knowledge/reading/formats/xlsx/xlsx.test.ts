import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairsOf, problemsOf, readBytes } from '../../testing/read-bytes.ts';
import { inlineRows, writeWorkbook } from '../../testing/write-workbook.ts';
import { createXmlReader } from './xml-reader.ts';

const read = (bytes: Buffer) => readBytes(bytes, { filename: 'faq.xlsx' });
const HEADER = inlineRows([['question', 'answer']]);

const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|_x/i.test(text) && text.trim() !== '');

it('any questions and answers come back the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 10 }), async (pairs) => {
      const found = await read(writeWorkbook({ sheets: { FAQ: HEADER + inlineRows(pairs) } }));
      expect(pairsOf(found)).toEqual(pairs);
    }),
  );
});

describe('cells of every kind', () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/></cellXfs>';
  const shown = async (
    cell: string,
    more: { strings?: string[]; since1904?: boolean } = {},
  ): Promise<string | undefined> => {
    const found = await read(
      writeWorkbook({ sheets: { A: `${HEADER}<row><c t="str"><v>A?</v></c>${cell}</row>` }, styles, ...more }),
    );
    return found.good[0]?.pair.answer ?? found.bad[0]?.problem.code;
  };

  it.each([
    ['a shared text', '<c t="s"><v>1</v></c>', 'two & more'],
    ['a shared text of several looks, without how it sounds', '<c t="s"><v>2</v></c>', 'bold plain'],
    ['a formula, by what it was last', '<c t="str"><f>A1&amp;"x"</f><v>A?x</v></c>', 'A?x'],
    ['a number', '<c><v>0.30000000000000004</v></c>', '0.3'],
    ['a large number', '<c><v>1E+20</v></c>', '100000000000000000000'],
    ['a number with words', '<c s="4"><v>3</v></c>', '3'],
    ['true', '<c t="b"><v>1</v></c>', 'TRUE'],
    ['a day', '<c s="1"><v>45383</v></c>', '2024-04-01'],
    ['a day before the one that never was', '<c s="1"><v>59</v></c>', '1900-02-28'],
    ['a moment', '<c s="2"><v>45383.75</v></c>', '2024-04-01T18:00:00Z'],
    ['a time of day', '<c s="3"><v>0.5</v></c>', '12:00:00'],
    ['a date as text', '<c t="d"><v>2024-04-01</v></c>', '2024-04-01'],
    ['what XML cannot hold', '<c t="str"><v>a_x0041__x005F_x</v></c>', 'aA_x'],
    ['character data', '<c t="str"><v><![CDATA[<b>&]]></v></c>', '<b>&'],
    ['an error of a formula', '<c t="e"><v>#N/A</v></c>', 'cell_error'],
    ['nothing', '<c/>', 'empty_answer'],
    ['a shared text that is not there', '<c t="s"><v>9</v></c>', 'empty_answer'],
  ])('%s', async (_what, cell, expected) => {
    const strings = [
      '<t>one</t>',
      '<t>two &amp; more</t>',
      '<r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> plain</t></r><rPh sb="0" eb="1"><t>ん</t></rPh>',
    ];
    expect(await shown(cell, { strings })).toBe(expected);
  });

  it('days that are counted from 1904', async () => {
    expect(await shown('<c s="1"><v>43921</v></c>', { since1904: true })).toBe('2024-04-01');
  });
});

describe('rows and sheets', () => {
  it('rows keep their numbers, cells their columns', async () => {
    const rows =
      '<row r="3"><c r="B3" t="str"><v>question</v></c><c r="D3" t="str"><v>answer</v></c></row><row r="7"><c r="B7" t="str"><v>A?</v></c><c r="D7" t="str"><v>B</v></c></row><row r="9"><c r="B9" t="str"><v>C?</v></c></row>';
    const found = await read(writeWorkbook({ sheets: { A: rows } }));
    expect(found.rows).toMatchObject([
      { row: 1, line: 7, pair: { question: 'A?', answer: 'B' } },
      { row: 2, line: 9, problem: { code: 'empty_answer' } },
    ]);
  });

  it('the first sheet that is shown and has rows is read, the others are named', async () => {
    const sheet = (text: string): string => HEADER + inlineRows([[text, 'x']]);
    const found = await read(
      writeWorkbook({
        sheets: { Old: sheet('old'), Empty: '', Now: sheet('now'), Later: sheet('later') },
        hidden: ['Old'],
      }),
    );
    expect(pairsOf(found)).toEqual([['now', 'x']]);
    expect(found.found?.notes).toEqual([
      'Only the sheet "Now" was read, the first with rows. There are others: Old, Empty, Later.',
    ]);
  });
});

describe('hostile workbooks', () => {
  it('a cell in the last column of the last row costs nothing', async () => {
    const rows = `${HEADER}<row r="1048576"><c r="A1048576" t="str"><v>A?</v></c><c r="XFD1048576" t="str"><v>B</v></c></row>`;
    expect(problemsOf(await read(writeWorkbook({ sheets: { A: rows } })))).toEqual([[1_048_576, 'ragged_row']]);
  });

  it('one long text in many cells is given up', async () => {
    const row = (_none: unknown, at: number): string =>
      `<row r="${at + 2}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`;
    const rows = HEADER + Array.from({ length: 1_000 }, row).join('');
    const bytes = writeWorkbook({ sheets: { A: rows }, strings: [`<t>${'x'.repeat(30_000)}</t>`] });
    await expect(readBytes(bytes, { limits: { mostUnpackedBytes: 10 * 1024 * 1024 } })).rejects.toMatchObject({
      reason: 'damaged',
    });
  });

  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><a/>'],
    ['an entity of its own', '<a>&lol;</a>'],
    ['an entity without an end', '<a>&amp</a>'],
    ['a character that is none', '<a>&#x110000;</a>'],
    ['an end that is missing', '<a><b></b>'],
    ['an end too many', '<a></a></a>'],
    ['a long tag without attributes', `<a ${'x'.repeat(1_000_000)}></a></a>`],
    ['a tag without an end', `<a ${'x'.repeat(2 * 1024 * 1024)}`],
  ])('%s is refused', (_what, xml) => {
    const reader = createXmlReader({
      open: (_name, attributes) => void attributes(),
      close: () => undefined,
      text: () => undefined,
    });
    expect(() => {
      reader.read(xml);
      reader.end();
    }).toThrow('The workbook is damaged');
  });
});
