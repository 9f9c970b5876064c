import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PairDraft } from '../pair-draft.ts';
import { WRITINGS } from '../pairs/export/write-row.ts';
import { readBytes } from './testing/read-bytes.ts';

const text = (maxLength: number) =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength })
    .filter((each) => !each.includes('\u0000') && each.trim() !== '');
const listed = fc.uniqueArray(
  text(20).map((each) => each.trim()),
  { maxLength: 3 },
);
const moment = fc
  .date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, -1)}007Z`);

const draft: fc.Arbitrary<PairDraft> = fc
  .record({
    question: text(40),
    answer: text(80),
    phrasings: listed,
    tags: listed,
    source: fc.oneof(fc.constant(''), text(20)).map((each) => each.trim()),
    language: fc.constantFrom(null, 'en', 'de-CH'),
    moments: fc.uniqueArray(moment, { minLength: 2, maxLength: 2 }),
    ends: fc.tuple(fc.boolean(), fc.boolean()),
  })
  .map(({ moments, ends: [begins, ends], phrasings, ...rest }) => {
    const [from = '', until = ''] = moments.toSorted();
    return {
      ...rest,
      phrasings: phrasings.filter((each) => each !== rest.question.trim()),
      valid_from: begins ? from : null,
      valid_until: ends ? until : null,
    };
  });

it.each(['csv', 'jsonl'] as const)('whatever is exported as %s is read as it was', async (format) => {
  const { head, row } = WRITINGS[format];
  await fc.assert(
    fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 10 }), async (pairs) => {
      const read = await readBytes(head + pairs.map(row).join(''), { filename: `pairs.${format}` });
      expect(read.good.map(({ pair }) => pair)).toEqual(pairs);
    }),
  );
});
