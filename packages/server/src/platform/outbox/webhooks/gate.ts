/** Lets so many pieces of work go on at once; the others wait in order. */
export type Gate = <Value>(work: () => Promise<Value>) => Promise<Value>;

export const createGate = (atOnce: number): Gate => {
  const waiting: (() => void)[] = [];
  let active = 0;
  return async (work) => {
    if (active < atOnce) active += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // whoever is next takes over this one's place
      if (next === undefined) active -= 1;
      else next();
    }
  };
};
