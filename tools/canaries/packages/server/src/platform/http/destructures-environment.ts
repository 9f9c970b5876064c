// fails: environment
export const { env } = process;
