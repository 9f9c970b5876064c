/** How many there are of each key. One of which there is none costs nothing. */
export const createCounts = () => {
  const counts = new Map<string, number>();
  return {
    of: (key: string): number => counts.get(key) ?? 0,
    add(key: string, by: number): void {
      const count = (counts.get(key) ?? 0) + by;
      if (count === 0) counts.delete(key);
      else counts.set(key, count);
    },
    /** The keys of which there are so many, or more. */
    withAtLeast: (least: number): string[] => [...counts].flatMap(([key, count]) => (count >= least ? [key] : [])),
  };
};
