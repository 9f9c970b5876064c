import { choose, i32, i64, loopWhile } from './instructions.ts';
import { wasmFunction } from './wasm-module.ts';

export const SKETCH_BITS = 256;
export const SKETCH_BYTES = SKETCH_BITS / 8;
/** Differs in more bits than there are: what may not be found. */
export const NOT_FOUND = SKETCH_BITS + 1;

const BITS_OF_64 = [0, 1, 2, 3] as const;

/**
 * Writes in how many bits each sketch differs from the one that is asked for, and counts how many differ in so many bits. `shown`
 * and `mayBeFound` have a byte for each row, 1 or 0; who has a 0 is not found.
 */
export const compareSketches = wasmFunction({
  takes: { sketch: 'i32', end: 'i32', asked: 'i32', shown: 'i32', mayBeFound: 'i32', differing: 'i32', counts: 'i32' },
  keeps: { asked0: 'i64', asked1: 'i64', asked2: 'i64', asked3: 'i64', difference: 'i32', count: 'i32' },
  does({ sketch, end, asked, shown, mayBeFound, differing, counts, difference, count, ...words }) {
    const askedWords = [words.asked0, words.asked1, words.asked2, words.asked3] as const;
    const differences = BITS_OF_64.map((at) =>
      i64.countBits(i64.xor(i64.load(sketch.value, at * 8), askedWords[at].value)),
    );
    const isSeen = i32.and(i32.loadByte(mayBeFound.value), i32.loadByte(shown.value));
    return [
      ...BITS_OF_64.map((at) => askedWords[at].set(i64.load(asked.value, at * 8))),
      loopWhile(i32.isLess(sketch.value, end.value), [
        difference.set(choose(isSeen, i32.wrap(differences.reduce(i64.add)), i32.of(NOT_FOUND))),
        i32.storeShort(differing.value, difference.value),
        count.set(i32.add(counts.value, i32.shiftLeft(difference.value, i32.of(2)))),
        i32.store(count.value, i32.add(i32.load(count.value), i32.of(1))),
        sketch.set(i32.add(sketch.value, i32.of(SKETCH_BYTES))),
        shown.set(i32.add(shown.value, i32.of(1))),
        mayBeFound.set(i32.add(mayBeFound.value, i32.of(1))),
        differing.set(i32.add(differing.value, i32.of(2))),
      ]),
    ];
  },
});

/** Writes the numbers of rows that differ in no more bits than the limit, and gives how many they are. */
export const collectRows = wasmFunction({
  takes: { differing: 'i32', end: 'i32', limit: 'i32', row: 'i32', to: 'i32' },
  keeps: { from: 'i32' },
  gives: 'i32',
  does: ({ differing, end, limit, row, to, from }) => [
    from.set(to.value),
    loopWhile(i32.isLess(differing.value, end.value), [
      // each is written, and the next goes over it unless it was one: no branch that nothing foretells
      i32.store(to.value, row.value),
      to.set(i32.add(to.value, i32.shiftLeft(i32.isAtMost(i32.loadShort(differing.value), limit.value), i32.of(2)))),
      row.set(i32.add(row.value, i32.of(1))),
      differing.set(i32.add(differing.value, i32.of(2))),
    ]),
    i32.shiftRight(i32.subtract(to.value, from.value), i32.of(2)),
  ],
});
