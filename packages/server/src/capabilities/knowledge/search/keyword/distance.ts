/**
 * How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other;
 * undefined when it takes more than `most`. A pair that was swapped is not touched again.
 */
export const distanceWithin = (one: string, other: string, most: number): number | undefined => {
  if (Math.abs(one.length - other.length) > most) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const present = [row];
    let least = row;
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      let steps = Math.min((last[at] ?? 0) + 1, (present[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (swapped && !same) steps = Math.min(steps, (before[at - 2] ?? 0) + 1);
      present.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return undefined;
    before = last;
    last = present;
  }
  const steps = last[other.length] ?? 0;
  return steps > most ? undefined : steps;
};
