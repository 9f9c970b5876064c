export const least = (values: readonly bigint[]): bigint =>
  values.reduce((left, right) => (right < left ? right : left));

export const greatest = (values: readonly bigint[]): bigint =>
  values.reduce((left, right) => (right > left ? right : left));
