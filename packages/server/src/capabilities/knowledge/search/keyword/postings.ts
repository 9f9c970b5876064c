import { grown } from '../grown.ts';
import { createCells } from './cells.ts';

/**
 * For each list numbers of 32 bits in the order in which they were added, in memory of their own for all lists together.
 * A list is a chain of slices that grow from 2 to 256; the last cell of a full slice says where the next begins. A list of
 * one number takes eight bytes, one of many little more than four for each.
 */
export interface Postings {
  /** How many lists there are. */
  readonly lists: number;
  readonly bytes: number;
  addList(): number;
  add(list: number, value: number): void;
  count(list: number): number;
  /** Gives stretches of memory that hold the numbers, in order. */
  read(list: number, see: (cells: Uint32Array, from: number, to: number) => void): void;
}

const SHORTEST_BITS = 1;
const LONGEST_BITS = 8;

const FIRST = 0;
const NEXT = 1;
const COUNT = 2;
const LEFT = 3;
const FIELDS = 4;

export const createPostings = (): Postings => {
  const memory = createCells();
  let lists = 0;
  // for each list: where it begins, where its next number goes, how many it has, how many more its slice takes
  let heads = new Uint32Array(FIELDS * 1024);
  const nextSlice = (head: number, count: number): void => {
    const cells = sliceCells(count);
    const address = memory.take(cells);
    if (count === 0) heads[head + FIRST] = address;
    else memory.write(heads[head + NEXT] ?? 0, address);
    heads[head + NEXT] = address;
    heads[head + LEFT] = cells - 1;
  };

  return {
    get lists() {
      return lists;
    },
    get bytes() {
      return memory.bytes + heads.byteLength;
    },
    addList() {
      if ((lists + 1) * FIELDS > heads.length) {
        heads = grown(heads, new Uint32Array(heads.length * 2));
      }
      lists += 1;
      return lists - 1;
    },
    add(list, value) {
      const head = list * FIELDS;
      const count = heads[head + COUNT] ?? 0;
      if (heads[head + LEFT] === 0) nextSlice(head, count);
      const next = heads[head + NEXT] ?? 0;
      memory.write(next, value);
      heads[head + NEXT] = next + 1;
      heads[head + LEFT] = (heads[head + LEFT] ?? 0) - 1;
      heads[head + COUNT] = count + 1;
    },
    count: (list) => heads[list * FIELDS + COUNT] ?? 0,
    read(list, see) {
      let left = heads[list * FIELDS + COUNT] ?? 0;
      let address = heads[list * FIELDS + FIRST] ?? 0;
      for (let bits = SHORTEST_BITS; left > 0; bits = Math.min(bits + 1, LONGEST_BITS)) {
        const { cells, from } = memory.at(address);
        const here = Math.min(left, (1 << bits) - 1);
        see(cells, from, from + here);
        left -= here;
        address = cells[from + here] ?? 0;
      }
    },
  };
};

/** Of the slice that a list with so many numbers needs next: a slice of 2^n cells takes 2^n - 1 numbers. */
const sliceCells = (count: number): number => {
  let taken = 0;
  let bits = SHORTEST_BITS;
  while (bits < LONGEST_BITS && taken + (1 << bits) - 1 <= count) {
    taken += (1 << bits) - 1;
    bits += 1;
  }
  return 1 << bits;
};
