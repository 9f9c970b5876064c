// fails: outside
export const ask = (url: string) => globalThis['fetch'](url);
