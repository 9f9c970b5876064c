import { describe, expect, it } from 'vitest';
import { pairsOf, problemsOf, readBytes } from '../../testing/read-bytes.ts';

const read = (text: string) => readBytes(text, { filename: 'faq.md' });

describe('headings are questions, and what stands below is the answer', () => {
  it('with everything that Markdown knows in it', async () => {
    const text = [
      '---',
      'title: ours',
      '---',
      '# FAQ',
      '',
      '## How do I begin? ##',
      '',
      'Like this:',
      '',
      '```sh',
      '# not a heading',
      '```',
      '',
      '### On Linux',
      'The same.',
      '',
      '',
      '## **Why?**',
      '',
      '    indented',
    ];
    const found = await read(text.join('\r\n'));
    expect(pairsOf(found)).toEqual([
      ['How do I begin?', 'Like this:\n\n```sh\n# not a heading\n```\n\n### On Linux\nThe same.'],
      ['Why?', '    indented'],
    ]);
    expect(found.rows.map(({ line }) => line)).toEqual([6, 18]);
    expect(found.found).toMatchObject({ format: 'markdown', mapping_by: 'format', has_header: null, delimiter: null });
  });

  it('on the level on which they are, with sections above', async () => {
    const found = await read('# Billing\n## Pay?\nYes.\n## Refund?\nNo.\n# Account\n## Close?\nHere.\n');
    expect(pairsOf(found)).toEqual([
      ['Pay?', 'Yes.'],
      ['Refund?', 'No.'],
      ['Close?', 'Here.'],
    ]);
  });

  it('also when they are underlined', async () => {
    const found = await read('First?\n======\nOne.\n\nSecond?\n======\nTwo.\n');
    expect(pairsOf(found)).toEqual([
      ['First?', 'One.'],
      ['Second?', 'Two.'],
    ]);
  });

  it('a heading without an answer is a bad row, and nothing is left out unsaid', async () => {
    const found = await read('Welcome.\n\n## A?\nB\n## C?\n\n## D?\nE\n');
    expect(problemsOf(found)).toEqual([[5, 'empty_answer']]);
    expect(found.found?.notes).toEqual(['What stands before the first question was left out, from line 1 on.']);
  });
});

describe('Q: and A:', () => {
  it('in any of their spellings, over several lines', async () => {
    const text =
      'Q: A?\nand more?\nA: B\n\n- one\n- two\n\n**Question 2:** C?\n**Answer:** D\n\n# Part two\n\nFrage: E?\nAntwort: F\n问：G\n答：H\n';
    expect(pairsOf(await readBytes(text, { filename: 'faq.txt' }))).toEqual([
      ['A?\nand more?', 'B\n\n- one\n- two'],
      ['C?', 'D'],
      ['E?', 'F'],
      ['G', 'H'],
    ]);
  });

  it('text that belongs to nothing is a bad row', async () => {
    const found = await read('Q: A?\nA: B\n# Part two\nlost\nQ: C?\nQ: D?\nA: E\n');
    expect(problemsOf(found)).toEqual([
      [4, 'outside_question'],
      [5, 'empty_answer'],
    ]);
  });
});

it('an answer that is longer than any may be is told, and not held', async () => {
  const found = await readBytes(`## A?\n${'x\n'.repeat(100_000)}## B?\nC\n`, {
    filename: 'x.md',
    limits: { mostRecordCharacters: 10_000 },
  });
  expect(problemsOf(found)).toEqual([[1, 'record_too_long']]);
  expect(pairsOf(found)).toEqual([['B?', 'C']]);
});

it('a text without headings has no rows', async () => {
  await expect(read('Only words.\n')).rejects.toMatchObject({ reason: 'no_rows' });
});
