const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Three digits are what such a measurement is worth. */
export const inDigits = (value: number): string =>
  Math.abs(value) >= 1_000 || Number.isInteger(value) ? COUNT.format(value) : String(Number(value.toPrecision(3)));

export const withUnit = (value: number, unit: string): string => `${inDigits(value)} ${unit}`.trimEnd();
