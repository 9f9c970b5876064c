const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** `12,480`. */
export const countOf = (count: number): string => COUNT.format(count);

/** `1 job`, `3 jobs`. */
export const counted = (count: number, thing: string): string => `${countOf(count)} ${thing}${count === 1 ? '' : 's'}`;
