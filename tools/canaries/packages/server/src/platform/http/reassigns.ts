// fails: eslint/no-param-reassign
export const up = (n: number) => {
  n += 1;
  return n;
};
