/**
 * Turns a vector so that what it says is spread over all of its numbers. Signs of numbers tell far more of two vectors
 * then, when some of their numbers are large and most are small. The same turn for everybody, and angles stay. It comes out
 * with `least` numbers or more: signs of many mixtures of few numbers say more than the signs of the few.
 */
export const createRotation = (dimensions: number, least: number): ((vector: Float32Array) => Float32Array) => {
  const size = 2 ** Math.ceil(Math.log2(Math.max(least, dimensions)));
  const flips = Array.from({ length: TURNS }, (_, turn) => signs(size, turn + 1));
  const turned = new Float32Array(size);

  return (vector) => {
    turned.fill(0);
    turned.set(vector);
    for (const flip of flips) {
      for (let at = 0; at < size; at += 1) turned[at] = (turned[at] ?? 0) * (flip[at] ?? 1);
      mix(turned);
    }
    return turned;
  };
};

const TURNS = 3;

/** Always the same for a seed: what was drawn by chance once is part of what signs mean. */
const signs = (size: number, seed: number): Float32Array => {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 31 === 0 ? 1 : -1;
  });
};

/** The fast Walsh-Hadamard transform, in place. Its scale does not matter to signs. */
const mix = (numbers: Float32Array): void => {
  for (let half = 1; half < numbers.length; half *= 2)
    for (let from = 0; from < numbers.length; from += half * 2)
      for (let at = from; at < from + half; at += 1) {
        const one = numbers[at] ?? 0;
        const other = numbers[at + half] ?? 0;
        numbers[at] = one + other;
        numbers[at + half] = one - other;
      }
};
