// fails: eslint/prefer-const
let never = 1;
export const seen = never;
