// fails: eslint/no-new-func
export const made: unknown = new Function('return 1');
