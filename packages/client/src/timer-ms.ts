/** As long as one timer can wait; asked for more, it would fire at once. */
export const timerMs = (ms: number): number => Math.min(ms, 2 ** 31 - 1);
