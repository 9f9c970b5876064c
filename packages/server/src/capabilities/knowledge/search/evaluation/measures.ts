/** What is right for a question, and what was found, the best first. */
export interface Judged {
  readonly relevant: readonly string[];
  readonly found: readonly string[];
}

const DEPTH = 10;

/** How well the first ten are ordered, from 0 to 1: a right one counts for less the further down it stands. */
export const ndcgAt10 = ({ relevant, found }: Judged): number => {
  const right = new Set(relevant);
  const gained = found.slice(0, DEPTH).reduce((sum, id, at) => sum + (right.has(id) ? gainAt(at) : 0), 0);
  const possible = relevant.slice(0, DEPTH).reduce((sum, _, at) => sum + gainAt(at), 0);
  return possible === 0 ? 0 : gained / possible;
};

const gainAt = (place: number): number => 1 / Math.log2(place + 2);

/** The share of the right ones, at most ten of them, that are among the first ten. */
export const recallAt10 = ({ relevant, found }: Judged): number => {
  const first = new Set(found.slice(0, DEPTH));
  const there = relevant.filter((id) => first.has(id)).length;
  return relevant.length === 0 ? 0 : Math.min(DEPTH, there) / Math.min(DEPTH, relevant.length);
};

/** Whether the very first is a right one. */
export const hitAt1 = ({ relevant, found: [first] }: Judged): number =>
  first !== undefined && relevant.includes(first) ? 1 : 0;

/**
 * How well a score tells the one from the other: how often one of those that should be high is higher than one of those that
 * should be low. 0.5 is guessing. Undefined where there is nothing to compare.
 */
export const auroc = (high: readonly number[], low: readonly number[]): number | undefined => {
  if (high.length === 0 || low.length === 0) return undefined;
  const all = [...high.map((score) => ({ score, isHigh: true })), ...low.map((score) => ({ score, isHigh: false }))];
  const sorted = all.toSorted((one, other) => one.score - other.score);
  let ranks = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
    // of equal scores each has the middle of their ranks
    const shared = (from + to + 1) / 2;
    ranks += shared * sorted.slice(from, to).filter(({ isHigh }) => isHigh).length;
    from = to;
  }
  return (ranks - (high.length * (high.length + 1)) / 2) / (high.length * low.length);
};

export const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
