/** From the first kill until all that was killed is ready again. */
export interface Outage {
  readonly downMs: number;
  readonly upMs: number;
}

export interface Resumed {
  readonly decidedMs: number;
  readonly calledMs: number;
  readonly recordedMs: number;
}

/** The longest that something which was decided before an outage ended waited after it, while all was up. */
export const latenessOf = (outages: readonly Outage[], { decidedMs, calledMs }: Resumed): number =>
  outages.reduce((worst, { upMs }, nth) => {
    if (decidedMs >= upMs || calledMs <= upMs) return worst;
    return Math.max(worst, Math.min(calledMs, outages[nth + 1]?.downMs ?? calledMs) - upMs);
  }, 0);

/** How many were struck on the way: between the decision and the tool, and between the tool and the record. */
export const struck = (outages: readonly Outage[], all: readonly Resumed[]) => {
  const between = (from: (one: Resumed) => number, to: (one: Resumed) => number): number =>
    all.filter((one) => outages.some(({ downMs }) => from(one) < downMs && downMs < to(one))).length;
  return {
    beforeTool: between(
      (one) => one.decidedMs,
      (one) => one.calledMs,
    ),
    beforeRecord: between(
      (one) => one.calledMs,
      (one) => one.recordedMs,
    ),
  };
};
