/** Those who wait for room. */
export const createRoomWaiters = () => {
  let waiters: (() => void)[] = [];
  return {
    wait: () => new Promise<void>((resolve) => void waiters.push(resolve)),
    wake(): void {
      if (waiters.length === 0) return;
      const woken = waiters;
      waiters = [];
      for (const resolve of woken) resolve();
    },
  };
};
