const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** `12,480`. */
export const countOf = (count: number): string => COUNT.format(count);

/** `1 job`, `3 jobs`, `2 entries`. */
export const counted = (count: number, thing: string, things = `${thing}s`): string =>
  `${countOf(count)} ${count === 1 ? thing : things}`;
