import fc from 'fast-check';
import { expect, test } from 'vitest';
import { text } from './text.ts';

const anything = fc.string({ unit: 'binary', maxLength: 40 });
const withTraps = fc
  .array(
    fc.oneof(anything, fc.constantFrom('\u0000', '\ud800', '\udfff', '\ud83d\ude00', '\uffff', '\ufeff', 'e\u0301')),
  )
  .map((parts) => parts.join(''));

const survivesStorage = (value: string): boolean =>
  Buffer.from(value, 'utf8').toString('utf8') === value && !value.includes('\u0000');

test('text is taken exactly when it fits and comes back from storage as it went in', () => {
  fc.assert(
    fc.property(withTraps, fc.nat(60), fc.nat(5), (value, maximum, minimum) => {
      // characters are code points, as in JSON Schema and in PostgreSQL
      const { length } = Array.from(value);
      const fits = length >= minimum && length <= maximum;
      expect(text(maximum, minimum).safeParse(value).success).toBe(fits && survivesStorage(value));
    }),
    { numRuns: 2000 },
  );
});

test('text is kept as received: nothing is trimmed, folded or normalised', () => {
  fc.assert(
    fc.property(withTraps.filter(survivesStorage), (value) => {
      expect(text(10_000).parse(value)).toBe(value);
    }),
  );
});

test.each([
  ['a NUL', 'a\u0000b'],
  ['half a pair at the end', 'a\ud800'],
  ['half a pair at the start', '\udc00a'],
  ['a pair the wrong way round', '\ude00\ud83d'],
])('text with %s is refused with a sentence', (_what, value) => {
  const result = text(10).safeParse(value);
  expect(result.error?.issues).toMatchObject([{ message: 'must be well-formed Unicode without NUL characters' }]);
});

test.each([undefined, null, 1, true, [], {}, new String('a')])('%s is no text', (value) => {
  expect(text(10).safeParse(value).success).toBe(false);
});
