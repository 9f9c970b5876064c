/** The candidate that differs least from what was typed, if it is near enough to be meant. */
export const nearest = (typed: string, candidates: readonly string[]): string | undefined =>
  candidates.includes(typed) ? typed : (withAllWordsOf(typed, candidates) ?? leastDifferent(typed, candidates));

/** HOLDFAST_PORT means HOLDFAST_HTTP_PORT, if of those that have all its words no other has as few more. */
const withAllWordsOf = (typed: string, candidates: readonly string[]): string | undefined => {
  const words = typed.split('_');
  if (words.length < 2) return undefined;
  const lengthOf = (candidate: string): number => candidate.split('_').length;
  const [best, next] = candidates
    .filter((candidate) => {
      const parts = new Set(candidate.split('_'));
      return words.every((word) => parts.has(word));
    })
    .toSorted((left, right) => lengthOf(left) - lengthOf(right));
  return best === undefined || (next !== undefined && lengthOf(next) === lengthOf(best)) ? undefined : best;
};

const leastDifferent = (typed: string, candidates: readonly string[]): string | undefined => {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(typed, candidate) }))
    .toSorted((left, right) => left.distance - right.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(2, Math.floor(typed.length / 4)) ? best.candidate : undefined;
};

const editDistance = (left: string, right: string): number => {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
};
