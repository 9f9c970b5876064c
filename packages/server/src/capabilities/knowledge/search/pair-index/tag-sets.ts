/** Many pairs have the same tags: each choice of tags is kept once, and has a number. */
export interface TagSets {
  numberOf(tags: readonly string[]): number;
  /** 1 for each choice that has all of these. */
  thatHave(tags: readonly string[]): Uint8Array;
}

export const createTagSets = (): TagSets => {
  const numbers = new Map<string, number>();
  const sets: ReadonlySet<string>[] = [];
  return {
    numberOf(tags) {
      const key = JSON.stringify(tags.toSorted());
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, sets.length);
      return sets.push(new Set(tags)) - 1;
    },
    thatHave: (tags) => Uint8Array.from(sets, (set) => (tags.every((tag) => set.has(tag)) ? 1 : 0)),
  };
};
