import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesTogether } from './turns.ts';

test('every text is embedded once, beside others of nearly its length, and so much at once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2_500)), (lengths) => {
      const texts = lengths.map((length) => 'x'.repeat(length));
      const together = placesTogether(texts);
      expect(together.flat().toSorted((one, other) => one - other)).toEqual(texts.map((_, at) => at));
      for (const places of together) {
        const longest = Math.max(...places.map((at) => lengths[at] ?? 0));
        expect(places.length === 1 || places.length * longest <= 3_000).toBe(true);
      }
    }),
  );
});
