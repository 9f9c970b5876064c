/** Notices a reader that has taken nothing for too long, though something is on its way to it. */
export const createStuckReader = (slowMs: number) => {
  let [lastMoved, hasMoved] = [0, true];
  return {
    move(): void {
      hasMoved = true;
    },
    isStuck(now: number, unsent: number): boolean {
      if (hasMoved || unsent === 0) lastMoved = now;
      hasMoved = false;
      return now - lastMoved > slowMs;
    },
  };
};
