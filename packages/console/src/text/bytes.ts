const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** How large something is, in thousands, as disks are sold: `1.2 GB`. */
export const bytes = (size: number): string => {
  if (size < 1_000) return `${size} B`;
  let rest = size / 1_000;
  let unit = 0;
  while (rest >= 999.5 && unit < UNITS.length - 1) {
    rest /= 1_000;
    unit += 1;
  }
  return `${rest < 10 ? rest.toFixed(1) : Math.round(rest)} ${UNITS[unit]}`;
};
