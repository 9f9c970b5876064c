/** A signed 64-bit integer from its halves: a number where JavaScript holds it exactly, else a string. */
export const intJson = (low: number, high: number): string => {
  const value = (high | 0) * 2 ** 32 + low;
  if (Number.isSafeInteger(value)) return String(value);
  return `"${BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low))}"`;
};

export const doubleJson = (value: number): string => {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : `"${value}"`;
};
