import { describe, expect, it } from 'vitest';
import { pairsOf, readBytes } from '../testing/read-bytes.ts';
import { writeZip } from '../testing/write-zip.ts';

const withHeader = (header: readonly string[]) =>
  readBytes([header.join(','), header.map((_name, at) => `cell ${at}`).join(',')].join('\n'));

describe('a mapping is proposed by the names of the columns', () => {
  it.each([
    [['Question', 'Answer'], { question: 'Question', answer: 'Answer' }],
    [['id', 'A', 'Q'], { question: 'Q', answer: 'A' }],
    [['prompt', 'completion'], { question: 'prompt', answer: 'completion' }],
    [['instruction', 'input', 'output'], { question: 'instruction', answer: 'output' }],
    [
      ['Frage', 'Antwort', 'Kategorie', 'Quelle'],
      { question: 'Frage', answer: 'Antwort', tags: ['Kategorie'], source: 'Quelle' },
    ],
    [['Pregunta', 'Respuesta'], { question: 'Pregunta', answer: 'Respuesta' }],
    [['問題', '回答'], { question: '問題', answer: '回答' }],
    [['Вопрос', 'Ответ'], { question: 'Вопрос', answer: 'Ответ' }],
    [['title', 'content', 'URL'], { question: 'title', answer: 'content', source: 'URL' }],
    [['title', 'question', 'answer_text'], { question: 'question', answer: 'answer_text' }],
    [
      ['userQuestion', 'botAnswer', 'Language Code'],
      { question: 'userQuestion', answer: 'botAnswer', language: 'Language Code' },
    ],
    [['question 1', 'question 2', 'answer'], { question: 'question 1', phrasings: ['question 2'], answer: 'answer' }],
    [
      ['question', 'Alternative Questions', 'answer', 'Tags', 'category'],
      { question: 'question', phrasings: ['Alternative Questions'], answer: 'answer', tags: ['Tags', 'category'] },
    ],
    [['answer', 'answer', 'question'], { question: 'question', answer: 1 }],
  ])('%j', async (header, mapping) => {
    const { found } = await withHeader(header);
    expect(found).toMatchObject({ has_header: true, mapping_by: 'names' });
    expect(found?.mapping).toEqual(mapping);
  });
});

describe('where names say nothing, the contents do', () => {
  it('what asks is the question, the longest of the others its answer', async () => {
    const read = await readBytes(
      '7,Because of the weather and the sea,Why is it so?\n8,In the harbour at noon,Where are they?\n',
    );
    expect(read.found).toMatchObject({ has_header: false, mapping: { question: 3, answer: 2 }, mapping_by: 'content' });
    expect(read.rows[0]).toMatchObject({ row: 1, line: 1, pair: { question: 'Why is it so?' } });
  });

  it('a short text before a long one', async () => {
    const read = await readBytes(
      'Opening hours,We are there from nine to five on every day\nParking,Behind the house there is room for ten\n',
    );
    expect(read.found).toMatchObject({ has_header: false, mapping: { question: 1, answer: 2 } });
  });

  it('a header of names that nobody knows', async () => {
    const read = await readBytes(
      'kymdu,antsw\nHow do I begin with it?,You take the first one and go on from there\nWhat then?,Then you take the next one, as always\n'.replace(
        'one, as',
        'one as',
      ),
    );
    expect(read.found).toMatchObject({
      has_header: true,
      mapping: { question: 'kymdu', answer: 'antsw' },
      mapping_by: 'content',
    });
  });

  it('nothing is taken by chance', async () => {
    await expect(readBytes('1,2,3\n4,5,6\n')).rejects.toMatchObject({
      reason: 'columns_unclear',
      code: 'field_refused',
      details: {
        field: 'mapping',
        columns: [{ number: 1, name: '', samples: ['1', '4'] }, { number: 2 }, { number: 3 }],
      },
    });
  });
});

describe('what the caller says counts', () => {
  const text = 'code,short,long\n1,A?,B\n2,C?,D\n';

  it.each([[{ question: 'short', answer: 'long' }], [{ question: 2, answer: 3 }], [{ question: 'short', answer: 3 }]])(
    '%j',
    async (mapping) => {
      const read = await readBytes(text, { mapping });
      expect(read.found).toMatchObject({ mapping_by: 'caller', mapping: { question: 'short', answer: 'long' } });
      expect(pairsOf(read)).toEqual([
        ['A?', 'B'],
        ['C?', 'D'],
      ]);
    },
  );

  it('columns that have no names', async () => {
    const read = await readBytes('1;a;b\n2;c;d\n', { mapping: { question: 3, answer: 2, tags: [1] } });
    expect(pairsOf(read)).toEqual([
      ['b', 'a'],
      ['d', 'c'],
    ]);
    expect(read.good[0]?.pair.tags).toEqual(['1']);
  });

  it('a field that no column is stays empty, whatever their names say', async () => {
    const read = await readBytes('Question,Answer,Tags\nA?,B,c\n', { mapping: { tags: [], source: [] } });
    expect(read.found?.mapping).toEqual({ question: 'Question', answer: 'Answer' });
    expect(read.good[0]?.pair.tags).toEqual([]);
  });

  it.each([
    [{ question: 'shrot' }, 'There is no column called "shrot".'],
    [{ answer: 4 }, 'There is no column 4: the file has 3.'],
    [{ answer: ['short', 'long'] }, 'Only one column can be the answer.'],
  ])('%j is refused with a sentence and the columns', async (mapping, message) => {
    await expect(readBytes(text, { mapping })).rejects.toMatchObject({
      reason: 'column_unknown',
      message,
      details: { field: 'mapping', columns: [{ name: 'code' }, { name: 'short' }, { name: 'long' }] },
    });
  });

  it('in an archive the file is named that lacks a column', async () => {
    const zip = writeZip([
      { name: 'a.csv', data: text },
      { name: 'b.csv', data: text.replace('short', 'brief') },
    ]);
    await expect(readBytes(zip, { mapping: { question: 'short', answer: 'long' } })).rejects.toMatchObject({
      reason: 'column_unknown',
      details: { entry: 'b.csv' },
    });
  });
});
