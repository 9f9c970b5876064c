/** Those who wait, one workspace after the other: whoever asks a thousand things waits behind himself. */
export interface Turns<Waiting> {
  add(workspace: bigint, one: Waiting): void;
  next(): Waiting | undefined;
}

export const createTurns = <Waiting>(): Turns<Waiting> => {
  const byWorkspace = new Map<bigint, Waiting[]>();
  return {
    add(workspace, one) {
      const own = byWorkspace.get(workspace);
      if (own === undefined) byWorkspace.set(workspace, [one]);
      else own.push(one);
    },
    next() {
      for (const [workspace, own] of byWorkspace) {
        const one = own.shift();
        // behind all others, if there is more
        byWorkspace.delete(workspace);
        if (own.length > 0) byWorkspace.set(workspace, own);
        return one;
      }
      return undefined;
    },
  };
};
