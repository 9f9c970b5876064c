/** How many jobs a process keeps ready beyond those it runs: none while they are slow, many while they are quick. */
export interface Pace {
  record(milliseconds: number): void;
  readonly ahead: number;
}

/** Nobody else can run what is kept ready here, so it is no more than is done in this time. */
const AHEAD_MS = 100;
const MOST_AHEAD = 1000;
const WEIGHT = 0.05;
const QUICKEST_MS = 0.05;

export const createPace = (concurrency: number): Pace => {
  let average: number | undefined;
  return {
    record(milliseconds) {
      average = average === undefined ? milliseconds : average + (milliseconds - average) * WEIGHT;
    },
    get ahead() {
      if (average === undefined) return 0;
      return Math.min(MOST_AHEAD, Math.floor((concurrency * AHEAD_MS) / Math.max(average, QUICKEST_MS)));
    },
  };
};
