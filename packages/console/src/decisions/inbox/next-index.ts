interface Place {
  readonly count: number;
  /** Where one is; negative when that is no longer in the list. */
  readonly at: number;
  /** Where one was when it still was there. */
  readonly last: number;
  readonly by: 1 | -1;
}

/** Where one step leads. What was next has moved into the place of what has left. */
export const nextIndex = ({ count, at, last, by }: Place): number => {
  const wanted = at >= 0 ? at + by : by === 1 ? last : last - 1;
  return Math.min(count - 1, Math.max(0, wanted));
};
