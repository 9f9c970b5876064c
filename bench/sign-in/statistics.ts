/** What two lists of times say of each other: whether one is from a slower world than the other. */
export interface Comparison {
  /** Of Mann and Whitney: how often one of the first is larger than one of the second. */
  readonly u: number;
  /** In standard deviations from what chance gives; beyond 1.96 chance does so once in twenty. */
  readonly z: number;
  /** The median of all differences between one of the first and one of the second. */
  readonly effectMs: number;
}

export const compare = (first: readonly number[], second: readonly number[]): Comparison => {
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ].toSorted((left, right) => left.value - right.value);
  let rankSum = 0;
  let ties = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to + 1 < all.length && all[to + 1]?.value === all[from]?.value) to += 1;
    const rank = (from + to) / 2 + 1;
    const same = to - from + 1;
    ties += same ** 3 - same;
    for (let at = from; at <= to; at += 1) if (all[at]?.isFirst === true) rankSum += rank;
    from = to + 1;
  }
  const [n, m] = [first.length, second.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const total = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
  return { u, z: (u - (n * m) / 2) / deviation, effectMs: shiftOf(first, second) };
};

/** Of Hodges and Lehmann. Over a sample of the pairs, for there are millions. */
const shiftOf = (first: readonly number[], second: readonly number[]): number => {
  const differences: number[] = [];
  const step = Math.max(1, Math.floor((first.length * second.length) / 1e6));
  for (let pair = 0; pair < first.length * second.length; pair += step)
    differences.push((first[pair % first.length] ?? 0) - (second[Math.floor(pair / first.length)] ?? 0));
  return differences.toSorted((left, right) => left - right)[Math.floor(differences.length / 2)] ?? Number.NaN;
};
