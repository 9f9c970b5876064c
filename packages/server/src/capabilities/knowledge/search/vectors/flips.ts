/**
 * Signs by which the numbers of a vector are flipped before they are mixed. Always the same for a seed: what was drawn by chance once
 * is part of what a sketch means.
 */
export const drawFlips = (size: number, seed: number): Float32Array => {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 31 === 0 ? 1 : -1;
  });
};
