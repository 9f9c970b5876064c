const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** How long something took or takes, in the largest unit that fits: `3 min`. */
export const spanOfTime = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [unit, size] = UNITS.find(([, of]) => seconds >= of) ?? ['s', 1];
  return `${Math.floor(seconds / size)} ${unit}`;
};
