import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naughtyStrings } from '../../testing/naughty-strings.ts';
import { pairsOf, problemsOf, readBytes } from '../../testing/read-bytes.ts';
import { createCsvReader } from './csv-reader.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const rfc4180 = (text: string): string => (/[",\r\n]|^ /.test(text) ? quoted(text) : text);

const written = (rows: readonly (readonly string[])[], cell = rfc4180, end = '\r\n'): string =>
  rows.map((row) => row.map(cell).join(',') + end).join('');

const storable = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .filter((text) => !text.includes('\u0000') && text.trim() !== '');

const pieces = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_none, at) => text.slice(at * size, (at + 1) * size));

describe('any questions and answers as RFC 4180', () => {
  it.each([
    ['quotes where they are needed', rfc4180, '\r\n'],
    ['quotes around everything', quoted, '\r\n'],
    ['line feeds alone', rfc4180, '\n'],
  ] as const)('come back the same, in order, with %s', async (_how, cell, end) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(storable, storable), { minLength: 1, maxLength: 30 }), async (pairs) => {
        const read = await readBytes(written([['question', 'answer'], ...pairs], cell, end));
        expect(pairsOf(read)).toEqual(pairs);
        expect(read.rows.map(({ row }) => row)).toEqual(pairs.map((_pair, at) => at + 1));
      }),
    );
  });

  it('come back the same however the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(storable, storable), { minLength: 1 }),
        fc.integer({ min: 1, max: 50 }),
        (pairs, size) => {
          const reader = createCsvReader({ delimiter: ',', lineEnd: '\n', mostCharacters: 10_000 });
          const text = written(pairs);
          const records = [
            ...pieces(text, size).flatMap((piece) => reader.read(piece, false)),
            ...reader.read('', true),
          ];
          expect(records.map(({ cells }) => cells)).toEqual(pairs);
        },
      ),
    );
  });

  it('and so does every naughty string', async () => {
    const strings = naughtyStrings().filter((text) => text.trim() !== '');
    const read = await readBytes(written([['question', 'answer'], ...strings.map((text) => [text, text])]));
    expect(pairsOf(read)).toEqual(strings.map((text) => [text, text]));
  });
});

describe('csv-spectrum', () => {
  const home = dirname(createRequire(import.meta.url).resolve('csv-spectrum'));
  // its expectation has another telephone number than its file
  const names = readdirSync(join(home, 'csvs')).filter((name) => name !== 'location_coordinates.csv');

  it('has eleven files whose expectation is right', () => {
    expect(names).toHaveLength(11);
  });

  it.each(names)('%s is read as it should be', (name) => {
    const text = readFileSync(join(home, 'csvs', name), 'utf8');
    const expected: unknown = JSON.parse(readFileSync(join(home, 'json', name.replace('.csv', '.json')), 'utf8'));
    const reader = createCsvReader({ delimiter: ',', lineEnd: '\n', mostCharacters: 10_000 });
    const [header, ...rows] = reader.read(text, true).map(({ cells }) => cells.map(String));
    const objects = rows.map((row) => Object.fromEntries(row.map((cell, at) => [header?.[at] ?? '', cell])));
    expect(objects).toEqual(Array.isArray(expected) ? expected : [expected]);
  });
});

describe('what people write instead', () => {
  it('quotes that are not doubled, within one line', async () => {
    const read = await readBytes('question,answer\n"Say "yes" to it","It is "quoted""\na "b" c,"d"e\n');
    expect(pairsOf(read)).toEqual([
      ['Say "yes" to it', 'It is "quoted"'],
      ['a "b" c', 'de'],
    ]);
  });

  it('blanks around quotes', async () => {
    const read = await readBytes('question, answer\n"Where?" , "Here, and there"\n');
    expect(pairsOf(read)).toEqual([['Where?', 'Here, and there']]);
  });

  it.each([
    [',', 'csv'],
    [';', 'csv'],
    ['\t', 'tsv'],
    ['|', 'csv'],
  ])('cells parted by %j', async (delimiter, format) => {
    const rows = [
      ['Frage', 'Antwort', 'Kategorie'],
      ['Wann, und wo?', 'Um 9; am Tor', 'a'],
      ['Wie?', 'So', 'b'],
    ];
    const text = rows.map((row) => row.map((cell) => (cell.includes(delimiter) ? quoted(cell) : cell)).join(delimiter));
    const read = await readBytes(text.join('\n'));
    expect(read.found).toMatchObject({ delimiter, format, has_header: true, mapping_by: 'names' });
    expect(pairsOf(read)).toEqual([
      ['Wann, und wo?', 'Um 9; am Tor'],
      ['Wie?', 'So'],
    ]);
    expect(read.good[0]?.pair.tags).toEqual(['a']);
  });

  it('a line in which Excel says what parts the cells', async () => {
    const read = await readBytes('sep=^\nquestion^answer\nWhat, then?^That; so\n');
    expect(read.found?.delimiter).toBe('^');
    expect(read.rows).toMatchObject([{ line: 3, pair: { question: 'What, then?', answer: 'That; so' } }]);
  });

  it('a first row without names whose long answer has commas in each of its lines', async () => {
    const long = 'It is so, "" and; thus, mostly,\n'.repeat(1_000);
    const read = await readBytes(`"How do I do it?";"${long}"\n"And who?";"Me."\n`, { filename: 'faq.csv' });
    expect(pairsOf(read)).toEqual([
      ['How do I do it?', long.replaceAll('""', '"')],
      ['And who?', 'Me.'],
    ]);
  });

  it('line ends of the first Macintosh', async () => {
    expect(pairsOf(await readBytes('question,answer\rA?,B\rC?,D\r'))).toEqual([
      ['A?', 'B'],
      ['C?', 'D'],
    ]);
  });

  it('comments, blank lines and a title before the names of the columns', async () => {
    const read = await readBytes('\n# exported today\n# by hand\n\nOur FAQ,\n\nquestion,answer\nA?,B\n');
    expect(read.rows).toMatchObject([{ row: 1, line: 8, pair: { question: 'A?', answer: 'B' } }]);
    expect(read.found?.notes).toEqual([
      '2 lines of comments before the first row were left out.',
      'Line 5 above the names of the columns: a title, left out.',
    ]);
  });
});

describe('what cannot be taken is said', () => {
  it('a quote that is never closed costs its own line, and names it', async () => {
    const read = await readBytes('question,answer\nA?,B\n"C?,D\n"E?","F"\nG?,"H\nI?,J\n');
    expect(pairsOf(read)).toEqual([
      ['A?', 'B'],
      ['E?', 'F'],
      ['I?', 'J'],
    ]);
    expect(read.bad).toMatchObject([
      { row: 2, line: 3, cells: ['"C?', 'D'], problem: { code: 'unclosed_quote' } },
      { row: 4, line: 5, cells: ['G?', '"H'], problem: { code: 'unclosed_quote' } },
    ]);
    expect(read.bad[1]?.problem.message).toContain('line 5');
  });

  it('rows with too many or too few cells', async () => {
    const read = await readBytes('question,answer,tags\nA?,B,\nC?,D, and more,x\nE?,F\nG?,H,,,\n');
    expect(problemsOf(read)).toEqual([
      [3, 'ragged_row'],
      [4, 'ragged_row'],
    ]);
    expect(read.bad[0]?.cells).toEqual(['C?', 'D', ' and more', 'x']);
  });

  it('a file with one column', async () => {
    await expect(readBytes('question\nWhat is it?\nAnd why, then?\n')).rejects.toMatchObject({ reason: 'one_column' });
  });

  it('a row that is longer than a row may be, wherever its end comes', async () => {
    const long = 'x'.repeat(300_000);
    const read = await readBytes(`question,answer\nA?,B\nC?,${long}\nE?,"F\n${long}\nG?,H\n`, {
      limits: { mostRecordCharacters: 100_000 },
    });
    expect(pairsOf(read)).toEqual([
      ['A?', 'B'],
      ['G?', 'H'],
    ]);
    expect(problemsOf(read)).toEqual([
      [3, 'record_too_long'],
      [4, 'unclosed_quote'],
      [5, 'record_too_long'],
    ]);
  });

  it.each([
    ['quotes and letters', '"a'],
    ['quotes, letters and commas', '"a"b,'],
    ['doubled quotes and line ends', '"""\n'],
    ['commas', ','],
    ['line ends and a quote', '\n"x'],
  ])('nothing takes long: a megabyte of %s', (_what, part) => {
    const text = part.repeat((1024 * 1024) / part.length);
    const reader = createCsvReader({ delimiter: ',', lineEnd: '\n', mostCharacters: 1024 * 1024 });
    const before = process.cpuUsage();
    for (const piece of pieces(text, 64 * 1024)) reader.read(piece, false);
    reader.read('', true);
    const { user } = process.cpuUsage(before);
    expect(user / 1e6).toBeLessThan(5);
  });
});
