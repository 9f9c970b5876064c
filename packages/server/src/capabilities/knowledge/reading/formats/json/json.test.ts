import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naughtyStrings } from '../../testing/naughty-strings.ts';
import { pairsOf, problemsOf, readBytes } from '../../testing/read-bytes.ts';

const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .filter((text) => !text.includes('\u0000') && text.trim() !== '');
const anyPairs = fc.array(fc.record({ question: anyText, answer: anyText }), { minLength: 1, maxLength: 20 });

const asPairs = (objects: readonly { question: string; answer: string }[]) =>
  objects.map(({ question, answer }) => [question, answer]);

it('fields may have the names of what every object inherits, in some records and not in others', async () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
  const records = names.map((name) => `{"question":"What is ${name}?","answer":"a","${name}":"b"}`);
  const read = await readBytes(`[${records.join(',')}]`);
  expect(pairsOf(read)).toEqual(names.map((name) => [`What is ${name}?`, 'a']));
  expect(read.found?.columns.map(({ name, samples }) => [name, samples])).toEqual(
    expect.arrayContaining(names.map((name) => [name, ['b']])),
  );
});

describe('any questions and answers', () => {
  it.each([
    ['a list', (pairs: unknown) => JSON.stringify(pairs)],
    ['an indented list', (pairs: unknown) => JSON.stringify(pairs, undefined, 2)],
    ['a list within an object', (pairs: unknown) => JSON.stringify({ version: { '}': ']' }, Data: pairs, more: 1 })],
    ['lines', (pairs: readonly unknown[]) => pairs.map((pair) => `${JSON.stringify(pair)}\n`).join('')],
  ] as const)('come back the same from %s', async (_how, write) => {
    await fc.assert(
      fc.asyncProperty(anyPairs, async (pairs) => {
        expect(pairsOf(await readBytes(write(pairs)))).toEqual(asPairs(pairs));
      }),
    );
  });

  it('also where the first line is as long as a pair may be', async () => {
    const phrasings = Array.from({ length: 50 }, (_none, at) => `${at} {"a": [` + 'x'.repeat(1_900));
    const long = { question: 'first', answer: 'y'.repeat(50_000), phrasings };
    const lines = `${JSON.stringify(long)}\n${JSON.stringify({ question: 'second', answer: 'z' })}\n`;
    const read = await readBytes(lines, { filename: 'pairs.jsonl' });
    expect(read.found).toMatchObject({ format: 'jsonl', notes: [] });
    expect(pairsOf(read).map(([question]) => question)).toEqual(['first', 'second']);
    const list = JSON.stringify({ version: 1, pairs: [long, { ...long, question: 'second' }] });
    expect(pairsOf(await readBytes(list, { filename: 'pairs.jsonl' })).map(([question]) => question)).toEqual([
      'first',
      'second',
    ]);
  });

  it('and so does every naughty string', async () => {
    const strings = naughtyStrings().filter((text) => text.trim() !== '');
    const objects = strings.map((text) => ({ q: text, a: text }));
    expect(pairsOf(await readBytes(JSON.stringify(objects)))).toEqual(strings.map((text) => [text, text]));
  });

  it('come back however the text is cut, with the line of each', async () => {
    const many = Array.from({ length: 20_000 }, (_none, at) => ({ question: `"${at}\\`, answer: `{[${at}` }));
    const read = await readBytes(JSON.stringify(many, undefined, 1));
    expect(pairsOf(read)).toEqual(asPairs(many));
    expect(read.rows.every(({ line }, at) => line === 2 + 4 * at)).toBe(true);
  });
});

describe('what the fields are', () => {
  it('is found by their names, and lists stay lists', async () => {
    const read = await readBytes(
      JSON.stringify({
        qnaDocuments: [
          {
            id: 1,
            questions: ['How?', 'In which way?'],
            answer: 'So.',
            tags: ['a, b', 'c'],
            language: 'en',
            metadata: [{ name: 'x' }],
          },
        ],
      }),
    );
    expect(read.good[0]?.pair).toMatchObject({
      question: 'How?',
      answer: 'So.',
      phrasings: ['In which way?'],
      tags: ['a, b', 'c'],
      language: 'en',
    });
    expect(read.found).toMatchObject({ format: 'json', delimiter: null, has_header: null, mapping_by: 'names' });
  });

  it('numbers are what was written', async () => {
    const read = await readBytes(
      '[{"question": 12345678901234567890, "answer": 1.10}, {"question": true, "answer": 7}]',
    );
    expect(pairsOf(read)).toEqual([
      ['12345678901234567890', '1.10'],
      ['true', '7'],
    ]);
  });

  it('fields that only later records have are not missed where they are mapped', async () => {
    const read = await readBytes('{"q": "A?", "a": "B"}\n{"q": "C?", "a": "D", "tags": ["x"]}\n', {
      filename: 'x.jsonl',
    });
    expect(read.good[1]?.pair.tags).toEqual(['x']);
  });
});

describe('what cannot be taken is said', () => {
  it('row by row', async () => {
    const lines = [
      '{"question": "A?", "answer": "B"}',
      '{"question": "C?", "answer": "D"',
      '',
      '["E?", "F"]',
      String.raw`{"question": "G?", "answer": "\ud800"}`,
      String.raw`{"question": "\u0000", "answer": "H"}`,
      '{"question": "I?", "answer": {"text": "J"}}',
      '{"question": "K?"}',
      '{"question": "L?", "answer": "M"}',
    ];
    const read = await readBytes(lines.join('\n'));
    expect(pairsOf(read)).toEqual([
      ['A?', 'B'],
      ['L?', 'M'],
    ]);
    expect(problemsOf(read)).toEqual([
      [2, 'broken_json'],
      [4, 'not_an_object'],
      [5, 'broken_character'],
      [6, 'nul_character'],
      [7, 'not_text'],
      [8, 'empty_answer'],
    ]);
    expect(read.bad[0]?.cells).toEqual(['{"question": "C?", "answer": "D"']);
  });

  it.each([
    ['a list that is cut off', '[{"question": "A?", "answer": "B"},\n{"question": "C?', 'damaged', 2],
    ['something behind its end', '[{"question": "A?", "answer": "B"}]\n]', 'damaged', 2],
    ['an object without a list', '{\n"question": "A?",\n"answer": "B"\n}', 'damaged', 4],
    ['two lists', '{"pairs": [{"q":"A?","a":"B"}],\n"items": [{"q":"A?","a":"B"}]}', 'damaged', 2],
    ['a list that ends like an object', '[{"question": "A?", "answer": "B"}}', 'damaged', 1],
  ])('%s', async (_what, text, reason, line) => {
    await expect(readBytes(text, { filename: 'x.json' })).rejects.toMatchObject({ reason, details: { line } });
  });

  it('a value without an end is given up, and not held', async () => {
    const text = `[{"question": "A?", "answer": "B"}, {"question": "${'x'.repeat(300_000)}`;
    await expect(readBytes(text, { limits: { mostRecordCharacters: 100_000 } })).rejects.toMatchObject({
      reason: 'damaged',
    });
  });

  it('nesting without a bottom is a bad row', async () => {
    const deep = (depth: number): string => `${'['.repeat(depth)}1.5${']'.repeat(depth)}`;
    const read = await readBytes(
      `[{"question": ${deep(400_000)}, "answer": "B"}, {"question": 1.50, "answer": "B", "more": ${deep(400_000)}}]`,
    );
    expect(problemsOf(read)).toEqual([[1, 'not_text']]);
    expect(pairsOf(read)).toEqual([['1.5', 'B']]);
  });

  it.each([
    ['opening braces', '[{"a":'],
    ['quotes', '["",'],
    ['backslashes in a text', '\\\\'],
  ])('nothing takes long: a megabyte of %s', async (_what, part) => {
    const before = process.cpuUsage();
    await expect(readBytes(`[{"question":"${part.repeat((1024 * 1024) / part.length)}`)).rejects.toMatchObject({
      name: 'UnreadableFile',
    });
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });
});
