/** What something cost: `0.0213 USD`. What is very little keeps two digits that say something. */
export const costOf = (usd: number): string => {
  if (usd === 0) return '0 USD';
  if (usd >= 1) return `${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} USD`;
  return usd < 0.000001
    ? 'below 0.000001 USD'
    : `${Number(usd.toPrecision(usd >= 0.01 ? 3 : 2)).toFixed(usd >= 0.0001 ? 4 : 6)} USD`;
};
