import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPostings, type Postings } from './postings.ts';

const read = (postings: Postings, list: number): number[] => {
  const values: number[] = [];
  postings.read(list, (cells, from, to) => values.push(...cells.subarray(from, to)));
  return values;
};

test('each list gives back what was added to it, in order, whatever was added to others in between', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(0xffffffff)), { maxLength: 3_000 }), (added) => {
      const postings = createPostings();
      const expected = Array.from({ length: 10 }, (): number[] => []);
      for (let list = 0; list < 10; list += 1) expect(postings.addList()).toBe(list);
      for (const [list, value] of added) {
        postings.add(list, value);
        expected[list]?.push(value);
      }
      expect(expected.map((_, list) => read(postings, list))).toEqual(expected);
      expect(expected.map((_, list) => postings.count(list))).toEqual(expected.map(({ length }) => length));
    }),
    { numRuns: 30 },
  );
});

test('a list goes on over blocks of memory', () => {
  const postings = createPostings();
  const lists = [postings.addList(), postings.addList()];
  for (let value = 0; value < 150_000; value += 1) for (const list of lists) postings.add(list, value + list);
  for (const list of lists) expect(read(postings, list)).toEqual(Array.from({ length: 150_000 }, (_, at) => at + list));
});

test('a number that stands alone takes eight bytes beside its list', () => {
  const postings = createPostings();
  for (let list = 0; list < 30_000; list += 1) postings.add(postings.addList(), list);
  expect(postings.bytes).toBeLessThan(30_000 * (8 + 40));
});
